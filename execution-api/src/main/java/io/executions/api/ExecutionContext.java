package io.executions.api;

/**
 * What a handler knows of the attempt that it runs. Safe for use by several threads.
 *
 * <p>{@code (id, attempt)} is a fencing token: attempts of one execution have growing numbers, so a
 * handler can pass both on to a system that refuses a lower attempt than it has seen.
 */
public interface ExecutionContext {
  /** Returns the execution's id. */
  long id();

  /** Returns the number of this attempt, from 1. */
  int attempt();

  /** Returns the execution's type. */
  String type();

  /**
   * Returns whether the handler was told to stop: somebody cancelled, the time is over, or the node
   * lost its place in the cluster. The handler's thread is interrupted at the same time.
   */
  boolean isCancelled();

  /**
   * Runs an action once when the handler is told to stop, on another thread; at once, on the
   * caller's thread, when it has been already. For what an interrupt does not reach: a blocking
   * socket, a statement in the database. What the action throws is logged.
   */
  void onCancel(Runnable action);
}
