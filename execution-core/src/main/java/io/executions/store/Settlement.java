package io.executions.store;

import io.executions.api.AttemptOutcome;
import io.executions.api.ExecutionStatus;
import io.executions.database.Micros;
import io.executions.database.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a running execution leaves {@code running}.
 *
 * @param row the row as it was locked
 * @param outcome how the attempt ended; null when no row of its own can tell
 * @param next its next status
 * @param rank its rank among those to be claimed when the next status is pending, else null
 * @param delay how long until it is due again, when it is pending; null keeps its due time
 * @param counts what its attempts have come to now
 * @param output the output, JSON, or what an attempt that did not complete had put out; null for
 *     none
 * @param errorMessage why it did not complete; null when it did
 * @param errorDetail more of that for operators; null for none
 */
public record Settlement(
    RunningRow row,
    AttemptOutcome outcome,
    ExecutionStatus next,
    ClaimRank rank,
    Duration delay,
    AttemptCounts counts,
    Text output,
    String errorMessage,
    String errorDetail) {

  /** Refuses a move that the life cycle does not have. */
  public Settlement {
    if (!ExecutionStatus.RUNNING.canBecome(next)) {
      throw new IllegalArgumentException("A running execution cannot become " + next);
    }
    if ((rank != null) != (next == ExecutionStatus.PENDING)) {
      throw new IllegalArgumentException("Only a pending execution has a rank");
    }
  }

  /** Returns the completion with that output. */
  public static Settlement completed(RunningRow row, Text output) {
    return ended(row, ExecutionStatus.COMPLETED).after(AttemptOutcome.COMPLETED).withOutput(output);
  }

  /** Returns an end that no attempt records yet. */
  public static Settlement ended(RunningRow row, ExecutionStatus end) {
    return new Settlement(row, null, end, null, null, row.counts(), null, null, null);
  }

  /** Returns that another attempt follows: after that delay, or ahead of others without one. */
  public static Settlement again(RunningRow row, Duration delay) {
    ClaimRank rank = delay == null ? ClaimRank.RECOVERED : ClaimRank.WAITING;
    return new Settlement(
        row, null, ExecutionStatus.PENDING, rank, delay, row.counts(), null, null, null);
  }

  /** Returns the same after an attempt that ended that way. */
  public Settlement after(AttemptOutcome ended) {
    return new Settlement(row, ended, next, rank, delay, counts, output, errorMessage, errorDetail);
  }

  /** Returns the same with what the attempts have come to. */
  public Settlement counting(AttemptCounts counted) {
    return new Settlement(
        row, outcome, next, rank, delay, counted, output, errorMessage, errorDetail);
  }

  /** Returns the same with the reason, and more of it for operators; null for no more. */
  public Settlement because(String message, String detail) {
    return new Settlement(row, outcome, next, rank, delay, counts, output, message, detail);
  }

  /** Returns the same with what the attempt has put out; null for nothing. */
  public Settlement withOutput(Text put) {
    return new Settlement(row, outcome, next, rank, delay, counts, put, errorMessage, errorDetail);
  }

  /** Returns the move that this is, made by a node of that name. */
  Move by(String by, Instant at) {
    return new Move(
        row.id(),
        row.type(),
        row.lane().queue(),
        row.revision() + 1,
        ExecutionStatus.RUNNING,
        next,
        row.attempt(),
        Optional.of(row.node()),
        by,
        Optional.ofNullable(errorMessage),
        at,
        Optional.of(RunTimes.between(row.dueAt(), row.startedAt(), Micros.of(at))));
  }
}
