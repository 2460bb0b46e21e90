package io.executions.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The order in which executions are listed. */
public enum ExecutionSort {
  /** By time of creation, the latest first. */
  NEWEST(EnumSet.allOf(ExecutionStatus.class)),
  /** By time of creation, the earliest first. */
  OLDEST(EnumSet.allOf(ExecutionStatus.class)),
  /** Those that have ended, the one that ended last first. */
  FINISHED(
      EnumSet.of(ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED)),
  /** Those that are pending, by the time at which they are or were due, the earliest first. */
  DUE(EnumSet.of(ExecutionStatus.PENDING));

  private final Set<ExecutionStatus> statuses;

  ExecutionSort(Set<ExecutionStatus> statuses) {
    this.statuses = Set.copyOf(statuses);
  }

  /** Returns the statuses that can be listed in this order. */
  public Set<ExecutionStatus> statuses() {
    return statuses;
  }

  /** Returns whether it is one by the time of creation. */
  public boolean isByCreation() {
    return this == NEWEST || this == OLDEST;
  }

  /** Returns whether earlier times come before later ones. */
  public boolean isAscending() {
    return this == OLDEST || this == DUE;
  }

  /** Returns the name used in requests. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the order of that name, if there is one. */
  public static Optional<ExecutionSort> fromJsonName(String name) {
    return Arrays.stream(values()).filter(sort -> sort.jsonName().equals(name)).findFirst();
  }
}
