package io.executions.api;

import java.time.Duration;
import java.util.Optional;

/**
 * What a handler knows of the attempt that it runs. Safe for use by several threads.
 *
 * <p>{@code (id, attempt)} is a fencing token. A node that froze, or was cut off from the database,
 * may go on with an attempt for a moment after another node has begun the next one. What it does
 * then to other systems, only these can refuse. Attempts of one execution have growing numbers, so
 * it is enough that the other system keeps the highest one that it has seen, and does nothing for a
 * lower one; in SQL, with one row for each execution:
 *
 * <pre>{@code
 * public Void handle(Invoice invoice, ExecutionContext context) throws SQLException {
 *   int changed = update("""
 *       UPDATE invoice SET sent_by_attempt = ?, sent_at = CURRENT_TIMESTAMP
 *        WHERE id = ? AND sent_by_attempt <= ?
 *       """, context.attempt(), invoice.id(), context.attempt());
 *   if (changed == 0) {
 *     throw new IllegalStateException("A later attempt was here: " + context.id());
 *   }
 *   return null;
 * }
 * }</pre>
 *
 * <p>Over HTTP, send both, as in {@code Idempotency-Key: execution-17-3}, and let the other side
 * compare. What a {@linkplain ExecutionHandler#transactional() transactional} handler does in the
 * service's database needs none of this.
 */
public interface ExecutionContext {
  /** Returns the execution's id. */
  long id();

  /** Returns the number of this attempt, from 1. */
  int attempt();

  /** Returns the execution's type. */
  String type();

  /** Returns which schedule created the execution, and for which time; empty if none did. */
  default Optional<Execution.Scheduled> scheduled() {
    return Optional.empty();
  }

  /**
   * Returns whether the handler was told to stop: somebody cancelled, the time is over, or the node
   * lost its place in the cluster. The handler's thread is interrupted at the same time. A handler
   * that goes on all the same clears the interrupt first ({@link Thread#interrupted()}): WildFly
   * lets an interrupted thread use no connection of a data source.
   */
  boolean isCancelled();

  /**
   * Has the execution pending again until so much later, once the handler returns normally: for
   * what is not ready yet. It costs a number of an {@link #attempt}, but none of the execution's
   * {@code maxAttempts}, and what the handler returns is dropped. A handler that throws has failed
   * all the same, and somebody's cancel wins. Called again, the last time counts.
   *
   * @param delay from zero to 365 days
   * @throws IllegalArgumentException if it is not
   */
  default void snooze(Duration delay) {
    throw new UnsupportedOperationException("This context is of no attempt that could be snoozed");
  }

  /**
   * Runs an action once when the handler is told to stop, on another thread; at once, on the
   * caller's thread, when it has been already. For what an interrupt does not reach: a blocking
   * socket, a statement in the database. What the action throws is logged.
   */
  void onCancel(Runnable action);
}
