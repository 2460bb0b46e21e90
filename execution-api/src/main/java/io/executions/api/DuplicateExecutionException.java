package io.executions.api;

import java.util.List;

/** Another execution of the type has the unique key; nothing was done. */
public class DuplicateExecutionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long existingId;
  private final transient List<Fault> faults;

  /**
   * Makes one.
   *
   * @param existingId the execution that has the key; 0 where one batch only names a key twice
   * @param faults where a batch names such keys, with pointers such as {@code /items/3/uniqueKey};
   *     empty for one execution
   */
  public DuplicateExecutionException(long existingId, List<Fault> faults) {
    super(
        faults.isEmpty()
            ? "Execution %d has this unique key".formatted(existingId)
            : "Other executions have these unique keys");
    this.existingId = existingId;
    this.faults = List.copyOf(faults);
  }

  /** Makes one for an execution that cannot be retried. */
  public DuplicateExecutionException(long existingId, long retried) {
    super(
        "Execution %d cannot be retried while execution %d has its unique key"
            .formatted(retried, existingId));
    this.existingId = existingId;
    this.faults = List.of();
  }

  /**
   * Returns the execution that has the key, of the first one that a batch names; 0 where that one
   * has the key of another one in the batch.
   */
  public long existingId() {
    return existingId;
  }

  /** Returns where a batch names such keys; empty for one execution. */
  public List<Fault> faults() {
    return faults == null ? List.of() : faults;
  }
}
