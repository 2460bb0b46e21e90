package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.database.Micros;
import io.executions.database.Text;
import jakarta.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettleTest extends StoreContract {
  private TestNode node;
  private long id;

  @BeforeEach
  void oneRuns() throws Exception {
    node = node("a");
    id = store.create(NewExecution.of("work").withMaxAttempts(3)).id();
    node.claimOne("work");
  }

  @Test
  void aCompletedOneKeepsItsOutputAndNodeAndNeedsNoAttemptRow() throws Exception {
    node.settle(id, Ends::completed);

    Execution completed = store.find(id);
    assertThat(completed.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(completed.output()).contains(Json.createObjectBuilder().add("done", true).build());
    assertThat(completed.errorMessage()).isEmpty();
    assertThat(completed.node()).contains("a");
    assertThat(completed.finishedAt().orElseThrow())
        .isAfterOrEqualTo(completed.startedAt().orElseThrow());
    assertThat(store.row(id))
        .containsEntry("node_id", null)
        .containsEntry("claim_rank", null)
        .containsEntry("output_bytes", 13L);
    assertThat(attemptRows()).isZero();
    assertThat(attempts())
        .containsExactly(
            new Attempt(
                1,
                "a",
                completed.startedAt().orElseThrow(),
                completed.finishedAt(),
                Optional.of(AttemptOutcome.COMPLETED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void aFailedOneTellsWhyAndKeepsItsAttempt() throws Exception {
    node.settle(id, Ends::failed);

    Execution failed = store.find(id);
    assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(failed.errorMessage()).contains("It broke");
    assertThat(failed.output()).isEmpty();
    assertThat(failed.finishedAt()).isPresent();
    assertThat(store.row(id)).containsEntry("node_id", null).containsEntry("failures", 1L);
    assertThat(attempts())
        .containsExactly(
            new Attempt(
                1,
                "a",
                failed.startedAt().orElseThrow(),
                failed.finishedAt(),
                Optional.of(AttemptOutcome.FAILED),
                Optional.of("It broke"),
                Optional.of("at line 1"),
                Optional.of(Json.createObjectBuilder().add("done", false).build())));
  }

  @Test
  void oneToBeTriedAgainWaitsForItsDelayByTheDatabasesClock() throws Exception {
    long before = store.now();
    node.settle(id, row -> Ends.retried(row, Duration.ofHours(1)));
    long after = store.now();

    Execution waiting = store.find(id);
    assertThat(waiting.status()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(Micros.of(waiting.runAt()) - 3_600_000_000L).isBetween(before, after);
    assertThat(waiting.finishedAt()).isEmpty();
    assertThat(waiting.errorMessage()).contains("Again: failed");
    assertThat(store.row(id))
        .containsEntry("claim_rank", 2L)
        .containsEntry("failures", 1L)
        .containsEntry("node_id", null);
    assertThat(attempts()).extracting(Attempt::outcome).containsExactly(outcome("FAILED"));
    assertThat(node.claim(1, "work")).isEmpty();
  }

  @Test
  void aCancelledOneEndsAndStillShowsThatItWasAskedTo() throws Exception {
    store.call(() -> store.moves.cancel(id, "a person"));
    node.settle(id, Ends::cancelled);

    Execution cancelled = store.find(id);
    assertThat(cancelled.status()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(cancelled.cancelRequested()).isTrue();
    assertThat(cancelled.finishedAt()).isPresent();
    assertThat(attempts()).extracting(Attempt::outcome).containsExactly(outcome("CANCELLED"));
  }

  @Test
  void aReleasedOneIsDueAtOnceAheadOfTheRestAtNoCost() throws Exception {
    Execution running = store.find(id);
    node.settle(id, Ends::released);

    Execution released = store.find(id);
    assertThat(released.status()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(released.runAt()).isEqualTo(running.runAt());
    assertThat(store.row(id))
        .containsEntry("claim_rank", 0L)
        .containsEntry("failures", 0L)
        .containsEntry("interruptions", 0L);
    assertThat(attempts()).extracting(Attempt::outcome).containsExactly(outcome("RELEASED"));
  }

  @Test
  void anInterruptedOneCountsItsInterruptions() throws Exception {
    node.settle(id, Ends::interrupted);
    node.claimOne("work");
    node.settle(id, Ends::interrupted);

    assertThat(store.row(id))
        .containsEntry("claim_rank", 0L)
        .containsEntry("failures", 0L)
        .containsEntry("interruptions", 2L);
    assertThat(attempts())
        .extracting(Attempt::attempt, Attempt::outcome)
        .containsExactly(
            Tuple.tuple(1, outcome("INTERRUPTED")), Tuple.tuple(2, outcome("INTERRUPTED")));
  }

  @Test
  void theRunningAttemptIsShownWithoutAnEnd() {
    assertThat(attempts())
        .singleElement()
        .satisfies(
            running -> {
              assertThat(running.attempt()).isEqualTo(1);
              assertThat(running.finishedAt()).isEmpty();
              assertThat(running.outcome()).isEmpty();
            });
  }

  @Test
  void settlingClearsOverdueAndANewClaimAnOldRequestToCancel() throws Exception {
    node.engine().flagOverdue(id, 1, node.id());
    store.call(() -> store.moves.cancel(id, "a person"));
    assertThat(store.find(id).overdue()).isTrue();

    node.settle(id, Ends::released);

    assertThat(store.find(id).overdue()).isFalse();
    assertThat(store.find(id).cancelRequested()).isFalse();
  }

  @Test
  void manyRunsAreSettledInOneBatch() throws Exception {
    List<Long> ids = store.create("many", 200);
    node.claim(200, "many");

    node.inGate(
        gate -> {
          gate.settle(
              gate.lock(ids).running().stream()
                  .map(
                      row ->
                          ids.indexOf(row.id()) % 2 == 0 ? Ends.completed(row) : Ends.failed(row))
                  .toList());
          return null;
        });

    assertThat(store.figures.stats().completed()).isEqualTo(100);
    assertThat(store.figures.stats().failed()).isEqualTo(100);
    assertThat(attemptRows()).isEqualTo(100);
  }

  @Test
  void runsThatEndAtTheSameTimeKeepEachItsOwnEnd() throws Exception {
    List<Long> ids = store.create("many", 6);
    node.claim(6, "many");
    List<RunningRow> rows = node.unlockedRows(ids);

    node.inGate(
        gate -> {
          gate.settle(
              List.of(
                  Settlement.completed(rows.get(0), Text.of("{\"of\":\"the first\"}")),
                  Settlement.completed(rows.get(1), null),
                  Settlement.completed(rows.get(2), Text.of("\"ä\"")),
                  Ends.failed(rows.get(3)),
                  Ends.retried(rows.get(4), Duration.ofHours(1)),
                  Ends.retried(rows.get(5), Duration.ofHours(2))));
          return null;
        });

    assertThat(store.find(ids.get(0)).output())
        .contains(Json.createObjectBuilder().add("of", "the first").build());
    assertThat(store.find(ids.get(1)).output()).isEmpty();
    assertThat(store.row(ids.get(1))).containsEntry("output_bytes", null);
    assertThat(store.find(ids.get(2)).output()).contains(Json.createValue("ä"));
    assertThat(store.row(ids.get(2))).containsEntry("output_bytes", 4L);
    assertThat(store.find(ids.get(3)).errorMessage()).contains("It broke");
    assertThat(Duration.between(store.find(ids.get(4)).runAt(), store.find(ids.get(5)).runAt()))
        .isEqualTo(Duration.ofHours(1));
    assertThat(store.figures.stats().completed()).isEqualTo(3);
    assertThat(attemptRows()).isEqualTo(3);
  }

  @Test
  void aMoveThatTheLifeCycleDoesNotHaveIsRefused() throws Exception {
    RunningRow row = node.runningRow(id);

    assertThatThrownBy(() -> Settlement.ended(row, ExecutionStatus.RUNNING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyTheNewestOutputsOfVeryManyAttemptsAreRead() throws Exception {
    for (int attempt = 11; attempt <= 13; attempt++) {
      store.update(
          """
          INSERT INTO execution_attempt
                 (execution_id, attempt, node, started_at, finished_at, outcome, output)
          VALUES (?, ?, 'a', 0, 0, 'failed', ?)
          """,
          id,
          attempt,
          "\"%d\"".formatted(attempt));
    }
    assertThat(store.<Map<Integer, String>>sql(sql -> new AttemptOutputs(sql, 11).newest(id)))
        .containsOnly(Map.entry(12, "\"12\""), Map.entry(13, "\"13\""));
    assertThat(store.<Map<Integer, String>>sql(sql -> new AttemptOutputs(sql, 12).newest(id)))
        .hasSize(3);
    assertThat(store.<Map<Integer, String>>sql(sql -> new AttemptOutputs(sql, 3).newest(id)))
        .isEmpty();
    assertThat(attempts()).hasSize(4);
  }

  private List<Attempt> attempts() {
    return store.call(() -> store.executions.attempts(id));
  }

  private long attemptRows() throws Exception {
    return store.number("SELECT COUNT(*) FROM execution_attempt");
  }

  private static Optional<AttemptOutcome> outcome(String name) {
    return Optional.of(AttemptOutcome.valueOf(name));
  }
}
