package io.executions.store;

/**
 * What a node wants of a scarce limit.
 *
 * @param nodeId the node
 * @param running how many executions it runs
 * @param slots how many more it could begin at once
 * @param since since when it wants, in microseconds of the database's time
 */
public record Want(long nodeId, int running, int slots, long since) {
  /** Returns what it wants when it was given one slot of them. */
  public Want lessOne() {
    return new Want(nodeId, running + 1, slots - 1, since);
  }
}
