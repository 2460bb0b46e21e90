package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.AttemptOutcome;
import io.executions.api.ExecutionStatus;
import io.executions.store.Line;
import io.executions.store.RunningRow;
import io.executions.store.Settlement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static final int MAX_INTERRUPTIONS = 3;

  private final Verdict verdict = new Verdict(new Backoff(() -> 0), MAX_INTERRUPTIONS);

  /** Row: failures of maxAttempts, interruptions, cancel; then what must come of it. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          completed,   0, 1, 0, false, completed,   completed, -,         -,   0, 0
          completed,   0, 1, 0, true,  completed,   completed, -,         -,   0, 0
          completed,   2, 3, 2, true,  completed,   completed, -,         -,   2, 2
          failed,      0, 1, 0, false, failed,      failed,    -,         -,   1, 0
          failed,      0, 2, 0, false, failed,      pending,   WAITING,   500, 1, 0
          failed,      1, 3, 2, false, failed,      pending,   WAITING,   1000, 2, 2
          failed,      2, 3, 0, false, failed,      failed,    -,         -,   3, 0
          failed,      0, 9, 0, true,  cancelled,   cancelled, -,         -,   0, 0
          permanent,   0, 9, 0, false, failed,      failed,    -,         -,   1, 0
          permanent,   0, 9, 0, true,  cancelled,   cancelled, -,         -,   0, 0
          timedOut,    0, 1, 0, false, timed_out,   failed,    -,         -,   1, 0
          timedOut,    0, 2, 1, false, timed_out,   pending,   WAITING,   500, 1, 1
          timedOut,    0, 2, 0, true,  cancelled,   cancelled, -,         -,   0, 0
          released,    0, 1, 0, false, released,    pending,   RECOVERED, -,   0, 0
          released,    0, 1, 2, false, released,    pending,   RECOVERED, -,   0, 2
          released,    0, 1, 0, true,  cancelled,   cancelled, -,         -,   0, 0
          interrupted, 0, 1, 0, false, interrupted, pending,   RECOVERED, -,   0, 1
          interrupted, 0, 1, 1, false, interrupted, pending,   RECOVERED, -,   0, 2
          interrupted, 0, 9, 2, false, interrupted, failed,    -,         -,   0, 3
          interrupted, 0, 9, 2, true,  interrupted, cancelled, -,         -,   0, 2
          overtaken,   0, 9, 0, true,  cancelled,   cancelled, -,         -,   0, 0
          """)
  void saysWhatAnOutcomeMakesOfItsExecution(
      String ended,
      int failures,
      int maxAttempts,
      int interruptions,
      boolean cancelRequested,
      String attemptOutcome,
      String next,
      Line place,
      Long delayMillis,
      int failuresAfter,
      int interruptionsAfter) {
    RunningRow row = row(failures, interruptions, maxAttempts, cancelRequested);
    Settlement settlement = verdict.of(row, outcome(ended));

    assertThat(settlement.row()).isEqualTo(row);
    assertThat(settlement.outcome()).isEqualTo(AttemptOutcome.fromJsonName(attemptOutcome));
    assertThat(settlement.next()).isEqualTo(ExecutionStatus.fromJsonName(next).orElseThrow());
    assertThat(settlement.place()).isEqualTo(place);
    assertThat(settlement.delay())
        .isEqualTo(delayMillis == null ? null : Duration.ofMillis(delayMillis));
    assertThat(settlement.failures()).isEqualTo(failuresAfter);
    assertThat(settlement.interruptions()).isEqualTo(interruptionsAfter);
    boolean completed = next.equals("completed");
    boolean toldAny = List.of("completed", "failed", "permanent", "timedOut").contains(ended);
    assertThat(settlement.output()).isEqualTo(toldAny ? "{}" : null);
    assertThat(settlement.errorMessage()).matches(message -> (message == null) == completed);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, interrupted, pending, 50,  0",
    "2, 0, 0, 1, interrupted, pending, 100, 0",
    "3, 0, 0, 1, failed,      failed,  -,   1",
    "3, 0, 0, 2, failed,      pending, 500, 1",
    "5, 1, 2, 1, interrupted, pending, 100, 1",
    "4, 0, 2, 1, interrupted, pending, 100, 0"
  })
  void fewConflictsCostNothingAndNoneCountsAsTheDeathOfANode(
      int attempt,
      int failures,
      int interruptions,
      int maxAttempts,
      String attemptOutcome,
      String next,
      String delay,
      int failuresAfter) {
    RunningRow row =
        new RunningRow(
            1, attempt, "work", 7, "node", 0, failures, interruptions, maxAttempts, false);
    Settlement settlement = verdict.of(row, outcome("overtaken"));
    assertThat(settlement.outcome().jsonName()).isEqualTo(attemptOutcome);
    assertThat(settlement.next().jsonName()).isEqualTo(next);
    assertThat(settlement.delay())
        .isEqualTo(delay.equals("-") ? null : Duration.ofMillis(Long.parseLong(delay)));
    assertThat(settlement.failures()).isEqualTo(failuresAfter);
    assertThat(settlement.interruptions()).isEqualTo(interruptions);
  }

  @Test
  void keepsTheDetailOfAFailureThatEndsAsCancelled() {
    RunningRow row = row(0, 0, 1, true);
    assertThat(verdict.of(row, outcome("failed")).errorDetail()).isEqualTo("detail");
    assertThat(verdict.of(row, outcome("timedOut")).errorDetail()).isEqualTo("detail");
    assertThat(verdict.of(row, outcome("overtaken")).errorDetail()).isEqualTo("detail");
    assertThat(verdict.of(row, outcome("released")).errorDetail()).isNull();
  }

  @Test
  void hasNothingToSayOfWhatIsSettledAlready() {
    assertThatThrownBy(() -> verdict.of(row(0, 0, 1, false), new Outcome.Settled()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Outcome outcome(String name) {
    return switch (name) {
      case "completed" -> new Outcome.Completed("{}");
      case "failed" -> new Outcome.Failed("message", "detail", false, "{}");
      case "permanent" -> new Outcome.Failed("message", "detail", true, "{}");
      case "timedOut" -> new Outcome.TimedOut("message", "detail", "{}");
      case "released" -> new Outcome.Released("message");
      case "overtaken" -> new Outcome.RolledBack("message", "detail");
      case "interrupted" -> new Outcome.Interrupted("node");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static RunningRow row(
      int failures, int interruptions, int maxAttempts, boolean cancelRequested) {
    return new RunningRow(
        1, 1, "work", 7, "node", 0, failures, interruptions, maxAttempts, cancelRequested);
  }
}
