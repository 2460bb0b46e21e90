package io.executions.engine;

import io.executions.api.AttemptOutcome;
import io.executions.api.Backoff;
import io.executions.api.ExecutionStatus;
import io.executions.database.Text;
import io.executions.store.AttemptCounts;
import io.executions.store.RunningRow;
import io.executions.store.Settlement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what the outcome of an attempt makes of its execution. Failures and time-outs count towards
 * the execution's own {@code maxAttempts}; interruptions and roll-backs each towards the node's
 * bound; what was released counts nowhere.
 *
 * @param delays how long to wait between attempts
 * @param maxInterruptions how often an attempt may be interrupted, and how often rolled back
 * @param ofType how long executions of a type wait that do not say so themselves
 */
record SettlementPolicy(
    RetryDelays delays, int maxInterruptions, Function<String, Optional<Backoff>> ofType) {
  /** For who needs no handlers to tell. */
  SettlementPolicy(RetryDelays delays, int maxInterruptions) {
    this(delays, maxInterruptions, type -> Optional.empty());
  }

  Settlement of(RunningRow row, Outcome outcome) {
    if (outcome instanceof Outcome.Completed completed) {
      return Settlement.completed(row, completed.output());
    }
    if (outcome instanceof Outcome.Unrecordable unrecordable) {
      return Settlement.ended(row, ExecutionStatus.FAILED)
          .counting(row.counts().failed())
          .because(unrecordable.message(), null);
    }
    if (row.cancelRequested()) {
      return cancelled(row, outcome);
    }
    if (outcome instanceof Outcome.Snoozed snoozed) {
      return Settlement.again(row, snoozed.delay()).after(AttemptOutcome.SNOOZED);
    }
    if (outcome instanceof Outcome.Failed failed) {
      return failed(
          row,
          AttemptOutcome.FAILED,
          failed.message(),
          failed.detail(),
          failed.output(),
          failed.permanent(),
          failed.delay());
    }
    if (outcome instanceof Outcome.TimedOut timedOut) {
      return failed(
          row,
          AttemptOutcome.TIMED_OUT,
          timedOut.message(),
          timedOut.detail(),
          timedOut.output(),
          false,
          null);
    }
    if (outcome instanceof Outcome.Released released) {
      return Settlement.again(row, null)
          .after(AttemptOutcome.RELEASED)
          .because(released.message(), null);
    }
    if (outcome instanceof Outcome.Interrupted interrupted) {
      return interrupted(row, interrupted.message(), null);
    }
    if (outcome instanceof Outcome.Starved starved) {
      int interruptions = row.counts().interrupted().interruptions();
      return interrupted(
          row, starved.message(), delays.afterFailures(interruptions, Backoff.DEFAULT));
    }
    if (outcome instanceof Outcome.RolledBack rolledBack) {
      return rolledBack(row, rolledBack);
    }
    throw new IllegalArgumentException("Nothing is left to settle after " + outcome);
  }

  private static Settlement cancelled(RunningRow row, Outcome outcome) {
    boolean interrupted =
        outcome instanceof Outcome.Interrupted || outcome instanceof Outcome.Starved;
    String detail = null;
    Text output = null;
    if (outcome instanceof Outcome.Failed failed) {
      detail = failed.detail();
      output = failed.output();
    } else if (outcome instanceof Outcome.TimedOut timedOut) {
      detail = timedOut.detail();
      output = timedOut.output();
    } else if (outcome instanceof Outcome.RolledBack rolledBack) {
      detail = rolledBack.detail();
    }
    return Settlement.ended(row, ExecutionStatus.CANCELLED)
        .after(interrupted ? AttemptOutcome.INTERRUPTED : AttemptOutcome.CANCELLED)
        .because("Cancelled while it was running", detail)
        .withOutput(output);
  }

  private Settlement failed(
      RunningRow row,
      AttemptOutcome outcome,
      String message,
      String detail,
      Text output,
      boolean permanent,
      Duration asked) {
    AttemptCounts counts = row.counts().failed();
    boolean last = permanent || counts.failures() >= row.maxAttempts();
    Settlement next =
        last
            ? Settlement.ended(row, ExecutionStatus.FAILED)
            : Settlement.again(row, delay(row, counts.failures(), asked));
    return next.after(outcome).counting(counts).because(message, detail).withOutput(output);
  }

  private Duration delay(RunningRow row, int failures, Duration asked) {
    Backoff backoff = row.backoff().or(() -> ofType.apply(row.type())).orElse(Backoff.DEFAULT);
    if (asked == null) {
      return delays.afterFailures(failures, backoff);
    }
    return asked.compareTo(backoff.max()) < 0 ? asked : backoff.max();
  }

  private Settlement interrupted(RunningRow row, String reason, Duration delay) {
    AttemptCounts counts = row.counts().interrupted();
    if (counts.interruptions() >= maxInterruptions) {
      String message =
          ErrorText.line(
              "Interrupted %d times; the last time: %s".formatted(counts.interruptions(), reason));
      return Settlement.ended(row, ExecutionStatus.FAILED)
          .after(AttemptOutcome.INTERRUPTED)
          .counting(counts)
          .because(message, null);
    }
    return Settlement.again(row, delay)
        .after(AttemptOutcome.INTERRUPTED)
        .counting(counts)
        .because(reason, null);
  }

  /**
   * Tried again shortly, as long as few were rolled back; from then on a failure like any other.
   */
  private Settlement rolledBack(RunningRow row, Outcome.RolledBack rolledBack) {
    AttemptCounts counts = row.counts().rolledBack();
    if (counts.rollbacks() >= maxInterruptions) {
      return failed(
          row, AttemptOutcome.FAILED, rolledBack.message(), rolledBack.detail(), null, false, null);
    }
    return Settlement.again(row, delays.afterConflicts(counts.rollbacks()))
        .after(AttemptOutcome.INTERRUPTED)
        .counting(counts)
        .because(rolledBack.message(), rolledBack.detail());
  }
}
