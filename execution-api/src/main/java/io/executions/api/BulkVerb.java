package io.executions.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a bulk does to each of its executions. */
public enum BulkVerb {
  /** Cancels what is pending, and asks the handlers of what runs to stop. */
  CANCEL(ExecutionStatus.PENDING, ExecutionStatus.RUNNING),
  /** Makes what has failed or was cancelled pending again. */
  RETRY(ExecutionStatus.FAILED, ExecutionStatus.CANCELLED),
  /** Removes what has ended, with its attempts. */
  DELETE(ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED);

  private final Set<ExecutionStatus> statuses;

  BulkVerb(ExecutionStatus first, ExecutionStatus... others) {
    statuses = Set.copyOf(EnumSet.of(first, others));
  }

  /** Returns the statuses of those to which it can be done. */
  public Set<ExecutionStatus> statuses() {
    return statuses;
  }

  /** Returns the name used in JSON, in paths and in the database. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the verb of that JSON name, or empty when there is none. */
  public static Optional<BulkVerb> fromJsonName(String name) {
    return Arrays.stream(values()).filter(verb -> verb.jsonName().equals(name)).findFirst();
  }

  /**
   * Returns the verb of that name. Clients such as Payara's take only parameters with this.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static BulkVerb fromString(String name) {
    return fromJsonName(name)
        .orElseThrow(() -> new IllegalArgumentException("No such verb: " + name));
  }

  /** Returns the name used in JSON and in paths. */
  @Override
  public String toString() {
    return jsonName();
  }
}
