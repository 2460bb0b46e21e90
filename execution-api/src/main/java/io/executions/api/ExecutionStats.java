package io.executions.api;

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
 */
public record ExecutionStats(
    long pending,
    long running,
    long completed,
    long failed,
    long cancelled,
    boolean pendingCapped) {

  /** Returns the sum over all statuses. */
  public long total() {
    return pending + running + completed + failed + cancelled;
  }
}
