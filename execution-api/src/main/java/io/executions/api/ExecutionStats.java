package io.executions.api;

import java.util.List;
import java.util.Optional;

/**
 * How many executions there are now in each status. Ended ones come from totals that are kept
 * along, so asking is cheap however long the history is.
 *
 * @param pending those that wait, counted up to 10,000
 * @param running those that a node has claimed
 * @param completed those that completed and are still kept
 * @param failed those that failed and are still kept
 * @param cancelled those that were cancelled and are still kept
 * @param pendingCapped whether there are more pending ones than were counted
 * @param oldestPending the one that waits for longest, if any is pending
 * @param types how many live of each type that has any, by name; of more than 200 types that are
 *     pending, the first 200
 */
public record ExecutionStats(
    long pending,
    long running,
    long completed,
    long failed,
    long cancelled,
    boolean pendingCapped,
    Optional<OldestPending> oldestPending,
    List<TypeStats> types) {

  /** Makes one that says nothing of single executions and types. */
  public ExecutionStats(
      long pending,
      long running,
      long completed,
      long failed,
      long cancelled,
      boolean pendingCapped) {
    this(
        pending, running, completed, failed, cancelled, pendingCapped, Optional.empty(), List.of());
  }

  /** Returns a copy that says which one waits for longest, and how many live of each type. */
  public ExecutionStats with(Optional<OldestPending> oldest, List<TypeStats> ofTypes) {
    return new ExecutionStats(
        pending, running, completed, failed, cancelled, pendingCapped, oldest, ofTypes);
  }

  /** Returns the sum over all statuses. */
  public long total() {
    return pending + running + completed + failed + cancelled;
  }
}
