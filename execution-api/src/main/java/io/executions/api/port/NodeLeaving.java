package io.executions.api.port;

/**
 * Fired as a CDI event when this node's handlers have finished and its process is about to end:
 * observers finish what they have under way, and return when it is done. They should take a few
 * seconds at most, and say so where something could not be finished. For one thread.
 */
public final class NodeLeaving {
  private boolean unfinished;

  /** Says that something is still under way and will not end in time. */
  public void leaveUnfinished() {
    unfinished = true;
  }

  /** Returns whether all observers have finished what they had under way. */
  public boolean allFinished() {
    return !unfinished;
  }
}
