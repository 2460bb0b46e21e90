package io.executions.api.client;

import io.executions.api.ExecutionStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some statuses, as the query parameter {@code status} has them.
 *
 * @param statuses at least one
 */
public record Statuses(Set<ExecutionStatus> statuses) {
  /** Copies the set. */
  public Statuses {
    statuses = Set.copyOf(statuses);
  }

  /** Returns these statuses. */
  public static Statuses of(ExecutionStatus first, ExecutionStatus... others) {
    return new Statuses(EnumSet.of(first, others));
  }

  /**
   * Returns the statuses that a parameter has. Clients such as Payara's take only parameters with
   * this.
   *
   * @throws IllegalArgumentException if one is unknown
   */
  public static Statuses fromString(String parameter) {
    return new Statuses(
        Arrays.stream(parameter.split(",", -1)).map(Statuses::status).collect(Collectors.toSet()));
  }

  private static ExecutionStatus status(String name) {
    return ExecutionStatus.fromJsonName(name)
        .orElseThrow(() -> new IllegalArgumentException("No status: " + name));
  }

  /** Returns the value of the parameter: the names with commas between. */
  @Override
  public String toString() {
    return statuses.stream()
        .sorted()
        .map(ExecutionStatus::jsonName)
        .collect(Collectors.joining(","));
  }
}
