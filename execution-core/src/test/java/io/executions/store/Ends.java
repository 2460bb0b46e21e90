package io.executions.store;

import io.executions.api.AttemptOutcome;
import io.executions.api.ExecutionStatus;
import io.executions.database.Text;
import java.time.Duration;

/** The ends that a run can have, as settlements. */
final class Ends {
  private Ends() {}

  static Settlement completed(RunningRow row) {
    return Settlement.completed(row, Text.of("{\"done\":true}"));
  }

  static Settlement failed(RunningRow row) {
    return Settlement.ended(row, ExecutionStatus.FAILED)
        .after(AttemptOutcome.FAILED)
        .counting(row.counts().failed())
        .because("It broke", "at line 1")
        .withOutput(Text.of("{\"done\":false}"));
  }

  static Settlement cancelled(RunningRow row) {
    return Settlement.ended(row, ExecutionStatus.CANCELLED)
        .after(AttemptOutcome.CANCELLED)
        .because("Cancelled", null);
  }

  static Settlement retried(RunningRow row, Duration delay) {
    return again(row, AttemptOutcome.FAILED, delay, row.counts().failed());
  }

  static Settlement released(RunningRow row) {
    return again(row, AttemptOutcome.RELEASED, null, row.counts());
  }

  static Settlement interrupted(RunningRow row) {
    return again(row, AttemptOutcome.INTERRUPTED, null, row.counts().interrupted());
  }

  static Settlement rolledBack(RunningRow row) {
    return again(row, AttemptOutcome.INTERRUPTED, Duration.ZERO, row.counts().rolledBack());
  }

  private static Settlement again(
      RunningRow row, AttemptOutcome outcome, Duration delay, AttemptCounts counts) {
    return Settlement.again(row, delay)
        .after(outcome)
        .counting(counts)
        .because("Again: " + outcome.jsonName(), "detail");
  }
}
