package io.executions.store;

import io.executions.api.AttemptOutcome;
import io.executions.api.ExecutionStatus;
import java.time.Duration;

/** The ends that a run can have, as settlements. */
final class Ends {
  private Ends() {}

  static Settlement completed(RunningRow row) {
    return end(row, AttemptOutcome.COMPLETED, ExecutionStatus.COMPLETED, "{\"done\":true}", null);
  }

  static Settlement failed(RunningRow row) {
    return new Settlement(
        row,
        AttemptOutcome.FAILED,
        ExecutionStatus.FAILED,
        null,
        null,
        row.failures() + 1,
        row.interruptions(),
        "{\"done\":false}",
        "It broke",
        "at line 1");
  }

  static Settlement cancelled(RunningRow row) {
    return end(row, AttemptOutcome.CANCELLED, ExecutionStatus.CANCELLED, null, "Cancelled");
  }

  static Settlement retried(RunningRow row, Duration delay) {
    return again(row, AttemptOutcome.FAILED, Line.WAITING, delay, row.failures() + 1, 0);
  }

  static Settlement released(RunningRow row) {
    return again(row, AttemptOutcome.RELEASED, Line.RECOVERED, null, row.failures(), 0);
  }

  static Settlement interrupted(RunningRow row) {
    int interruptions = row.interruptions() + 1;
    return again(
        row, AttemptOutcome.INTERRUPTED, Line.RECOVERED, null, row.failures(), interruptions);
  }

  private static Settlement end(
      RunningRow row,
      AttemptOutcome outcome,
      ExecutionStatus status,
      String output,
      String message) {
    return new Settlement(
        row,
        outcome,
        status,
        null,
        null,
        row.failures(),
        row.interruptions(),
        output,
        message,
        null);
  }

  private static Settlement again(
      RunningRow row,
      AttemptOutcome outcome,
      Line place,
      Duration delay,
      int failures,
      int interruptions) {
    return new Settlement(
        row,
        outcome,
        ExecutionStatus.PENDING,
        place,
        delay,
        failures,
        interruptions,
        null,
        "Again: " + outcome.jsonName(),
        "detail");
  }
}
