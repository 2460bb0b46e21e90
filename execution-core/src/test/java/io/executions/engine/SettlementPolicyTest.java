package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.AttemptOutcome;
import io.executions.api.Backoff;
import io.executions.api.ExecutionStatus;
import io.executions.database.Text;
import io.executions.store.AttemptCounts;
import io.executions.store.ClaimRank;
import io.executions.store.Lane;
import io.executions.store.RunningRow;
import io.executions.store.Settlement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettlementPolicyTest {
  private static final int MAX_INTERRUPTIONS = 3;
  private static final int MANY = Integer.MAX_VALUE;
  private static final Optional<Backoff> NONE = Optional.empty();

  private final SettlementPolicy policy =
      new SettlementPolicy(new RetryDelays(() -> 0), MAX_INTERRUPTIONS);

  /** Row: "failures interruptions rollbacks", maxAttempts, cancel; then what must come of it. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          completed,     0 0 0, 1, false, completed,   completed, -,         -,    0 0 0
          completed,     0 0 0, 1, true,  completed,   completed, -,         -,    0 0 0
          completed,     2 2 2, 3, true,  completed,   completed, -,         -,    2 2 2
          failed,        0 0 0, 1, false, failed,      failed,    -,         -,    1 0 0
          failed,        0 0 0, 2, false, failed,      pending,   WAITING,   500,  1 0 0
          failed,        1 2 2, 3, false, failed,      pending,   WAITING,   1000, 2 2 2
          failed,        2 0 0, 3, false, failed,      failed,    -,         -,    3 0 0
          failed,        0 9 9, 2, false, failed,      pending,   WAITING,   500,  1 9 9
          failed,        0 0 0, 0, false, failed,      failed,    -,         -,    1 0 0
          failed,       -7 0 0, 2, false, failed,      pending,   WAITING,   500,  1 0 0
          failed,        m 0 0, 9, false, failed,      failed,    -,         -,    m 0 0
          failed,        0 0 0, 9, true,  cancelled,   cancelled, -,         -,    0 0 0
          permanent,     0 0 0, 9, false, failed,      failed,    -,         -,    1 0 0
          permanent,     0 0 0, 9, true,  cancelled,   cancelled, -,         -,    0 0 0
          timedOut,      0 0 0, 1, false, timed_out,   failed,    -,         -,    1 0 0
          timedOut,      0 1 1, 2, false, timed_out,   pending,   WAITING,   500,  1 1 1
          timedOut,      0 0 0, 2, true,  cancelled,   cancelled, -,         -,    0 0 0
          released,      0 0 0, 1, false, released,    pending,   RECOVERED, -,    0 0 0
          released,      0 2 2, 1, false, released,    pending,   RECOVERED, -,    0 2 2
          released,      9 9 9, 1, false, released,    pending,   RECOVERED, -,    9 9 9
          released,      0 0 0, 1, true,  cancelled,   cancelled, -,         -,    0 0 0
          snoozed,       0 0 0, 1, false, snoozed,     pending,   WAITING,   7000, 0 0 0
          snoozed,       9 9 9, 1, false, snoozed,     pending,   WAITING,   7000, 9 9 9
          snoozed,       0 0 0, 1, true,  cancelled,   cancelled, -,         -,    0 0 0
          interrupted,   0 0 0, 1, false, interrupted, pending,   RECOVERED, -,    0 1 0
          interrupted,   0 1 0, 1, false, interrupted, pending,   RECOVERED, -,    0 2 0
          interrupted,   9 1 9, 1, false, interrupted, pending,   RECOVERED, -,    9 2 9
          interrupted,   0 2 0, 9, false, interrupted, failed,    -,         -,    0 3 0
          interrupted,   0 m 0, 9, false, interrupted, failed,    -,         -,    0 m 0
          interrupted,   0 2 0, 9, true,  interrupted, cancelled, -,         -,    0 2 0
          starved,       0 0 0, 1, false, interrupted, pending,   WAITING,   500,  0 1 0
          starved,       0 1 0, 1, false, interrupted, pending,   WAITING,   1000, 0 2 0
          starved,       0 2 0, 9, false, interrupted, failed,    -,         -,    0 3 0
          starved,       0 0 0, 9, true,  interrupted, cancelled, -,         -,    0 0 0
          rolledBack,    0 0 0, 1, false, interrupted, pending,   WAITING,   50,   0 0 1
          rolledBack,    0 0 1, 1, false, interrupted, pending,   WAITING,   100,  0 0 2
          rolledBack,    9 9 1, 1, false, interrupted, pending,   WAITING,   100,  9 9 2
          rolledBack,    0 0 2, 1, false, failed,      failed,    -,         -,    1 0 2
          rolledBack,    0 0 2, 2, false, failed,      pending,   WAITING,   500,  1 0 2
          rolledBack,    1 0 2, 2, false, failed,      failed,    -,         -,    2 0 2
          rolledBack,    0 0 0, 9, true,  cancelled,   cancelled, -,         -,    0 0 0
          unrecordable,  0 0 0, 9, false, -,           failed,    -,         -,    1 0 0
          unrecordable,  0 0 0, 9, true,  -,           failed,    -,         -,    1 0 0
          """)
  void saysWhatAnOutcomeMakesOfItsExecution(
      String ended,
      String tally,
      int maxAttempts,
      boolean cancelRequested,
      String attemptOutcome,
      String next,
      ClaimRank place,
      Long delayMillis,
      String tallyAfter) {
    RunningRow row = row(tally(tally), maxAttempts, cancelRequested);
    Settlement settlement = policy.of(row, outcome(ended));

    assertThat(settlement.row()).isEqualTo(row);
    assertThat(settlement.outcome())
        .isEqualTo(attemptOutcome == null ? null : AttemptOutcome.fromJsonName(attemptOutcome));
    assertThat(settlement.next()).isEqualTo(ExecutionStatus.fromJsonName(next).orElseThrow());
    assertThat(settlement.rank()).isEqualTo(place);
    assertThat(settlement.delay())
        .isEqualTo(delayMillis == null ? null : Duration.ofMillis(delayMillis));
    assertThat(settlement.counts()).isEqualTo(tally(tallyAfter));
    boolean untold = next.equals("completed") || "snoozed".equals(attemptOutcome);
    boolean toldAny = List.of("completed", "failed", "permanent", "timedOut").contains(ended);
    assertThat(settlement.output()).isEqualTo(toldAny ? Text.of("{}") : null);
    assertThat(settlement.errorMessage()).matches(message -> (message == null) == untold);
  }

  /** However many attempts there were before a person's retry: each bound begins anew. */
  @ParameterizedTest
  @ValueSource(strings = {"failed", "interrupted", "starved", "rolledBack"})
  void aFreshTallyIsAFreshBudgetWhateverTheNumberOfTheAttempt(String ended) {
    RunningRow row =
        new RunningRow(
            1, 40, 80, "work", 7, "node", 0, 0, AttemptCounts.NONE, 2, false, NONE, Lane.DEFAULT);
    assertThat(policy.of(row, outcome(ended)).next()).isEqualTo(ExecutionStatus.PENDING);
  }

  @Test
  void waitsAsTheExecutionSaysOrElseItsHandlerOrElseByDefault() {
    Backoff own = new Backoff(Duration.ofSeconds(10), 3, Duration.ofSeconds(40), 0);
    Backoff ofHandler = new Backoff(Duration.ofSeconds(2), 1, Duration.ofSeconds(2), 0);
    SettlementPolicy handled =
        new SettlementPolicy(new RetryDelays(() -> 0), 3, type -> Optional.of(ofHandler));

    assertThat(delay(policy, Optional.of(own), 0, null)).isEqualTo(Duration.ofSeconds(10));
    assertThat(delay(handled, Optional.of(own), 1, null)).isEqualTo(Duration.ofSeconds(30));
    assertThat(delay(handled, Optional.of(own), 2, null)).isEqualTo(Duration.ofSeconds(40));
    assertThat(delay(handled, NONE, 5, null)).isEqualTo(Duration.ofSeconds(2));
    assertThat(delay(policy, NONE, 0, null)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void waitsAsLongAsAFailureAsksForUpToTheMaximum() {
    Backoff own = new Backoff(Duration.ofSeconds(10), 3, Duration.ofSeconds(40), 0);

    assertThat(delay(policy, Optional.of(own), 0, Duration.ofSeconds(1)))
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(delay(policy, Optional.of(own), 0, Duration.ofDays(1)))
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(delay(policy, NONE, 0, Duration.ofDays(1))).isEqualTo(Duration.ofHours(1));
  }

  private static Duration delay(
      SettlementPolicy policy, Optional<Backoff> own, int failures, Duration asked) {
    AttemptCounts counts = new AttemptCounts(failures, 0, 0);
    RunningRow row =
        new RunningRow(1, 1, 2, "work", 7, "node", 0, 0, counts, 99, false, own, Lane.DEFAULT);
    return policy.of(row, new Outcome.Failed("message", null, false, null, asked)).delay();
  }

  @Test
  void keepsTheDetailOfAFailureThatEndsAsCancelled() {
    RunningRow row = row(AttemptCounts.NONE, 1, true);
    assertThat(policy.of(row, outcome("failed")).errorDetail()).isEqualTo("detail");
    assertThat(policy.of(row, outcome("timedOut")).errorDetail()).isEqualTo("detail");
    assertThat(policy.of(row, outcome("rolledBack")).errorDetail()).isEqualTo("detail");
    assertThat(policy.of(row, outcome("released")).errorDetail()).isNull();
  }

  @Test
  void hasNothingToSayOfWhatIsSettledAlready() {
    assertThatThrownBy(
            () -> policy.of(row(AttemptCounts.NONE, 1, false), new Outcome.Settled(null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Outcome outcome(String name) {
    return switch (name) {
      case "completed" -> new Outcome.Completed(Text.of("{}"));
      case "failed" -> new Outcome.Failed("message", "detail", false, Text.of("{}"), null);
      case "permanent" -> new Outcome.Failed("message", "detail", true, Text.of("{}"), null);
      case "timedOut" -> new Outcome.TimedOut("message", "detail", Text.of("{}"));
      case "snoozed" -> new Outcome.Snoozed(Duration.ofSeconds(7));
      case "released" -> new Outcome.Released("message");
      case "starved" -> new Outcome.Starved("message");
      case "rolledBack" -> new Outcome.RolledBack("message", "detail");
      case "interrupted" -> new Outcome.Interrupted("node");
      case "unrecordable" -> new Outcome.Unrecordable("message");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static AttemptCounts tally(String counts) {
    int[] count =
        Arrays.stream(counts.split(" "))
            .mapToInt(text -> text.equals("m") ? MANY : Integer.parseInt(text))
            .toArray();
    return new AttemptCounts(count[0], count[1], count[2]);
  }

  private static RunningRow row(AttemptCounts tally, int maxAttempts, boolean cancelRequested) {
    return new RunningRow(
        1, 1, 2, "work", 7, "node", 0, 0, tally, maxAttempts, cancelRequested, NONE, Lane.DEFAULT);
  }
}
