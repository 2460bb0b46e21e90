package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attempts that ended by a snooze. */
class SnoozeTest extends StoreContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private TestNode node;
  private ClaimedExecution claimed;

  @BeforeEach
  void oneRuns() throws Exception {
    node = node("a");
    store.create("work");
    claimed = node.claimOne("work");
  }

  @Test
  void aTransactionalHandlersSnoozeIsMadeInItsTransaction() throws Exception {
    Optional<Move> move = store.call(() -> store.completion.snooze(claimed, node.id(), MINUTE));

    assertThat(move).isPresent();
    Execution snoozed = store.find(claimed.id());
    assertThat(snoozed.status()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(snoozed.runAt()).isAfter(snoozed.createdAt().plus(MINUTE));
    assertThat(snoozed.attempt()).isEqualTo(1);
    assertThat(store.call(() -> store.executions.attempts(claimed.id())))
        .extracting(Attempt::outcome)
        .containsExactly(Optional.of(AttemptOutcome.SNOOZED));
    assertThat(node.claimedIds(1, "work")).isEmpty();
  }

  @Test
  void aCancelWins() throws Exception {
    store.call(() -> store.moves.cancel(claimed.id(), "a person"));

    assertThat(store.call(() -> store.completion.snooze(claimed, node.id(), MINUTE))).isEmpty();
    assertThat(store.find(claimed.id()).status()).isEqualTo(ExecutionStatus.RUNNING);
  }

  @Test
  void onlyTheLatestHundredAreKept() throws Exception {
    store.update("UPDATE execution SET attempt = 121");
    for (int attempt = 1; attempt <= 120; attempt++) {
      store.update(
          "INSERT INTO execution_attempt (execution_id, attempt, node, started_at, finished_at, outcome) VALUES (?, ?, 'a', 1, 1, ?)",
          claimed.id(),
          attempt,
          attempt == 60 ? "failed" : "snoozed");
    }

    node.settle(claimed.id(), row -> Settlement.again(row, MINUTE).after(AttemptOutcome.SNOOZED));

    assertThat(store.number("SELECT COUNT(*) FROM execution_attempt WHERE outcome = 'snoozed'"))
        .isEqualTo(100);
    assertThat(store.number("SELECT MIN(attempt) FROM execution_attempt")).isEqualTo(21);
    assertThat(store.number("SELECT COUNT(*) FROM execution_attempt WHERE outcome = 'failed'"))
        .isEqualTo(1);
  }
}
