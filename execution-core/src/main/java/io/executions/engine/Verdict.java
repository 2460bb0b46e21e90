package io.executions.engine;

import io.executions.api.AttemptOutcome;
import io.executions.api.ExecutionStatus;
import io.executions.store.Line;
import io.executions.store.RunningRow;
import io.executions.store.Settlement;
import java.time.Duration;

/**
 * Says what the outcome of an attempt makes of its execution.
 *
 * @param backoff how long to wait between attempts
 * @param maxInterruptions how often a node may die under an execution before that is failed
 */
record Verdict(Backoff backoff, int maxInterruptions) {

  Settlement of(RunningRow row, Outcome outcome) {
    if (outcome instanceof Outcome.Completed completed) {
      return end(
          row, AttemptOutcome.COMPLETED, ExecutionStatus.COMPLETED, completed.output(), null, null);
    }
    if (row.cancelRequested()) {
      return cancelled(row, outcome);
    }
    if (outcome instanceof Outcome.Failed failed) {
      return failed(
          row,
          AttemptOutcome.FAILED,
          failed.message(),
          failed.detail(),
          failed.output(),
          failed.permanent());
    }
    if (outcome instanceof Outcome.TimedOut timedOut) {
      return failed(
          row,
          AttemptOutcome.TIMED_OUT,
          timedOut.message(),
          timedOut.detail(),
          timedOut.output(),
          false);
    }
    if (outcome instanceof Outcome.Released released) {
      return again(row, AttemptOutcome.RELEASED, row.interruptions(), released.message());
    }
    if (outcome instanceof Outcome.Interrupted interrupted) {
      return interrupted(row, interrupted.message());
    }
    if (outcome instanceof Outcome.RolledBack rolledBack) {
      return rolledBack(row, rolledBack);
    }
    throw new IllegalArgumentException("Nothing is left to settle after " + outcome);
  }

  private Settlement cancelled(RunningRow row, Outcome outcome) {
    boolean nodeGone = outcome instanceof Outcome.Interrupted;
    String detail = null;
    String output = null;
    if (outcome instanceof Outcome.Failed failed) {
      detail = failed.detail();
      output = failed.output();
    } else if (outcome instanceof Outcome.TimedOut timedOut) {
      detail = timedOut.detail();
      output = timedOut.output();
    } else if (outcome instanceof Outcome.RolledBack rolledBack) {
      detail = rolledBack.detail();
    }
    return end(
        row,
        nodeGone ? AttemptOutcome.INTERRUPTED : AttemptOutcome.CANCELLED,
        ExecutionStatus.CANCELLED,
        output,
        "Cancelled while it was running",
        detail);
  }

  private Settlement failed(
      RunningRow row,
      AttemptOutcome outcome,
      String message,
      String detail,
      String output,
      boolean permanent) {
    int failures = row.failures() + 1;
    if (permanent || failures >= row.maxAttempts()) {
      return new Settlement(
          row,
          outcome,
          ExecutionStatus.FAILED,
          null,
          null,
          failures,
          row.interruptions(),
          output,
          message,
          detail);
    }
    Duration delay = backoff.afterFailures(failures);
    return new Settlement(
        row,
        outcome,
        ExecutionStatus.PENDING,
        Line.WAITING,
        delay,
        failures,
        row.interruptions(),
        output,
        message,
        detail);
  }

  private Settlement interrupted(RunningRow row, String reason) {
    int interruptions = row.interruptions() + 1;
    if (interruptions >= maxInterruptions) {
      String message =
          ErrorText.line(
              "Interrupted %d times; the last time: %s".formatted(interruptions, reason));
      return new Settlement(
          row,
          AttemptOutcome.INTERRUPTED,
          ExecutionStatus.FAILED,
          null,
          null,
          row.failures(),
          interruptions,
          null,
          message,
          null);
    }
    return again(row, AttemptOutcome.INTERRUPTED, interruptions, reason);
  }

  /**
   * Tried again shortly, as long as few attempts have cost nothing so far; from then on it is a
   * failure like any other. The interruptions are left alone: they tell how often a node died.
   */
  private Settlement rolledBack(RunningRow row, Outcome.RolledBack rolledBack) {
    int free = row.attempt() - row.failures() - row.interruptions();
    if (free >= maxInterruptions) {
      return failed(
          row, AttemptOutcome.FAILED, rolledBack.message(), rolledBack.detail(), null, false);
    }
    return new Settlement(
        row,
        AttemptOutcome.INTERRUPTED,
        ExecutionStatus.PENDING,
        Line.WAITING,
        backoff.afterConflicts(free),
        row.failures(),
        row.interruptions(),
        null,
        rolledBack.message(),
        rolledBack.detail());
  }

  private static Settlement again(
      RunningRow row, AttemptOutcome outcome, int interruptions, String message) {
    return new Settlement(
        row,
        outcome,
        ExecutionStatus.PENDING,
        Line.RECOVERED,
        null,
        row.failures(),
        interruptions,
        null,
        message,
        null);
  }

  private static Settlement end(
      RunningRow row,
      AttemptOutcome outcome,
      ExecutionStatus end,
      String output,
      String message,
      String detail) {
    return new Settlement(
        row,
        outcome,
        end,
        null,
        null,
        row.failures(),
        row.interruptions(),
        output,
        message,
        detail);
  }
}
