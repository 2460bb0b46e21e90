package io.executions.store;

import io.executions.api.AttemptOutcome;
import io.executions.api.ExecutionStatus;
import java.time.Duration;

/**
 * How a running execution leaves {@code running}.
 *
 * @param row the row as it was locked
 * @param outcome how the attempt ended
 * @param next its next status
 * @param place its place in the line when the next status is pending, else null
 * @param delay how long until it is due again, when it is pending; null keeps its due time
 * @param failures how many attempts have failed now
 * @param interruptions how many attempts were interrupted now
 * @param output the output as JSON text, or what an attempt that did not complete had put out; null
 *     for none
 * @param errorMessage why it did not complete; null when it did
 * @param errorDetail more of that for operators; null for none
 */
public record Settlement(
    RunningRow row,
    AttemptOutcome outcome,
    ExecutionStatus next,
    Line place,
    Duration delay,
    int failures,
    int interruptions,
    String output,
    String errorMessage,
    String errorDetail) {

  /** Refuses a move that the life cycle does not have. */
  public Settlement {
    if (!ExecutionStatus.RUNNING.canBecome(next)) {
      throw new IllegalArgumentException("A running execution cannot become " + next);
    }
    if ((place != null) != (next == ExecutionStatus.PENDING)) {
      throw new IllegalArgumentException("Only a pending execution has a place in the line");
    }
  }
}
