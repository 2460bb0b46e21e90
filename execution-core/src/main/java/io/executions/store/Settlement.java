package io.executions.store;

import io.executions.api.AttemptOutcome;
import io.executions.api.ExecutionStatus;
import java.time.Duration;

/**
 * How a running execution leaves {@code running}.
 *
 * @param row the row as it was locked
 * @param outcome how the attempt ended; null when no row of its own can tell
 * @param next its next status
 * @param place its place in the line when the next status is pending, else null
 * @param delay how long until it is due again, when it is pending; null keeps its due time
 * @param tally what its attempts have come to now
 * @param output the output, JSON, or what an attempt that did not complete had put out; null for
 *     none
 * @param errorMessage why it did not complete; null when it did
 * @param errorDetail more of that for operators; null for none
 */
public record Settlement(
    RunningRow row,
    AttemptOutcome outcome,
    ExecutionStatus next,
    Line place,
    Duration delay,
    Tally tally,
    Text output,
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

  /** Returns the completion with that output. */
  public static Settlement completed(RunningRow row, Text output) {
    return new Settlement(
        row,
        AttemptOutcome.COMPLETED,
        ExecutionStatus.COMPLETED,
        null,
        null,
        row.tally(),
        output,
        null,
        null);
  }

  /** Returns an end other than completion. */
  public static Settlement ended(
      RunningRow row,
      AttemptOutcome outcome,
      ExecutionStatus end,
      Tally tally,
      String message,
      String detail) {
    return new Settlement(row, outcome, end, null, null, tally, null, message, detail);
  }

  /** Returns the same with what the attempt had put out before it ended; null for nothing. */
  public Settlement withOutput(Text put) {
    return new Settlement(row, outcome, next, place, delay, tally, put, errorMessage, errorDetail);
  }

  /** Returns that another attempt follows: after that delay, or ahead of others without one. */
  public static Settlement again(
      RunningRow row,
      AttemptOutcome outcome,
      Duration delay,
      Tally tally,
      String message,
      String detail) {
    return new Settlement(
        row,
        outcome,
        ExecutionStatus.PENDING,
        delay == null ? Line.RECOVERED : Line.WAITING,
        delay,
        tally,
        null,
        message,
        detail);
  }
}
