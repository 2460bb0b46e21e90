package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Execution;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionStatus;
import io.executions.api.IllegalMoveException;
import io.executions.api.NewExecution;
import io.executions.database.FailureKind;
import io.executions.store.CancelAndRetry.Done;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's moves: cancel and retry. */
class MoveTest extends StoreContract {
  private TestNode node;

  @BeforeEach
  void aNodeRuns() throws Exception {
    node = node("a");
  }

  @Test
  void aPendingOneIsCancelledAtOnce() throws Exception {
    long due = store.create("work");
    long waiting =
        store.create(NewExecution.of("work").withRunAt(Instant.now().plusSeconds(60))).id();

    store.update("UPDATE execution SET error_message = 'Released' WHERE id = ?", due);

    for (long id : List.of(due, waiting)) {
      Execution cancelled = cancel(id);
      assertThat(cancelled).isEqualTo(store.find(id));
      assertThat(cancelled.status()).isEqualTo(ExecutionStatus.CANCELLED);
      assertThat(cancelled.finishedAt()).isPresent();
      assertThat(cancelled.errorMessage()).contains("Cancelled while it was pending");
      assertThat(store.row(id)).containsEntry("claim_rank", null);
    }
    assertThat(node.claim(9, "work")).isEmpty();
  }

  @Test
  void aRunningOneIsAskedToAndGoesOnAlsoWhenAskedAgain() throws Exception {
    long id = store.create("work");
    node.claimOne("work");

    for (int i = 0; i < 2; i++) {
      Done moved = store.call(() -> store.moves.cancel(id, "a person"));
      assertThat(moved.changed()).isEqualTo(i == 0);
      assertThat(moved.execution().status()).isEqualTo(ExecutionStatus.RUNNING);
      assertThat(moved.execution().cancelRequested()).isTrue();
    }
    Execution running = store.find(id);
    assertThat(store.call(() -> store.executions.refresh(List.of(running))))
        .containsExactly(running);
    node.settle(id, Ends::completed);

    Execution completed = store.find(id);
    assertThat(completed.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(store.call(() -> store.executions.refresh(List.of(running))))
        .first()
        .usingRecursiveComparison()
        .ignoringFields("output")
        .isEqualTo(completed);
  }

  @Test
  void anEndedOneCannotBeCancelled() throws Exception {
    for (long id : List.of(ended(Ends::completed), ended(Ends::failed))) {
      Map<String, Object> before = store.row(id);
      assertThatThrownBy(() -> cancel(id)).isInstanceOf(IllegalMoveException.class);
      assertThat(store.row(id)).isEqualTo(before);
    }
  }

  @Test
  void aCancelledOneStaysAsItIsHoweverOftenItIsCancelled() throws Exception {
    long neverRan = store.create("work");
    cancel(neverRan);
    for (long id : List.of(ended(Ends::cancelled), neverRan)) {
      Map<String, Object> before = store.row(id);
      long counted = store.call(store.figures::stats).cancelled();
      assertThat(cancel(id).status()).isEqualTo(ExecutionStatus.CANCELLED);
      assertThat(store.row(id)).isEqualTo(before);
      assertThat(store.call(store.figures::stats).cancelled()).isEqualTo(counted);
    }
  }

  @Test
  void aRetryOfAFailedOneStartsAfreshButCountsAttemptsOn() throws Exception {
    long id = ended(Ends::failed);

    Execution retried = retry(id);

    assertThat(retried).isEqualTo(store.find(id));
    assertThat(retried.status()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(retried.attempt()).isEqualTo(1);
    assertThat(retried.errorMessage()).isEmpty();
    assertThat(retried.output()).isEmpty();
    assertThat(retried.finishedAt()).isEmpty();
    assertThat(retried.cancelRequested()).isFalse();
    assertThat(store.row(id))
        .containsEntry("failures", 0L)
        .containsEntry("interruptions", 0L)
        .containsEntry("claim_rank", 1L);
    assertThat(node.claimOne("work").attempt()).isEqualTo(2);
    assertThat(store.call(() -> store.executions.attempts(id))).hasSize(2);
  }

  @Test
  void aRetryGivesBackTheWholeBudgetThatOfRollBacksToo() throws Exception {
    long id = store.create("work");
    for (Function<RunningRow, Settlement> end :
        List.<Function<RunningRow, Settlement>>of(
            Ends::rolledBack, Ends::interrupted, Ends::failed)) {
      assertThat(node.claimedIds(1, "work")).containsExactly(id);
      node.settle(id, end);
      store.update("UPDATE execution SET claim_rank = 1 WHERE claim_rank = 2");
    }
    assertThat(tally(id)).isEqualTo(new AttemptCounts(1, 1, 1));

    retry(id);

    node.claimOne("work");
    assertThat(tally(id)).isEqualTo(AttemptCounts.NONE);
  }

  @Test
  void aCancelledOneCanBeRetriedWhetherItRanOrNot() throws Exception {
    long ran = ended(Ends::cancelled);
    long neverRan = store.create("work");
    cancel(neverRan);

    retry(ran);
    retry(neverRan);

    assertThat(node.claimedIds(9, "work")).containsExactly(ran, neverRan);
  }

  @Test
  void whatIsPendingRunningOrCompletedCannotBeRetried() throws Exception {
    long running = store.create("work");
    node.claimOne("work");
    long completed = ended(Ends::completed);
    long pending = store.create("work");

    for (long id : List.of(pending, running, completed)) {
      Map<String, Object> before = store.row(id);
      assertThatThrownBy(() -> retry(id)).isInstanceOf(IllegalMoveException.class);
      assertThat(store.row(id)).isEqualTo(before);
    }
  }

  /** A session of somebody else, such as a person's own, may hold a row for as long as it likes. */
  @Test
  void aMoveWaitsForARowThatAnotherHoldsForSecondsOnly() throws Exception {
    long id = store.create("work");
    try (Connection other = store.dataSource.getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().executeUpdate("UPDATE execution SET priority = 7 WHERE id = " + id);
      long start = System.nanoTime();
      assertThatThrownBy(() -> cancel(id))
          .matches(failure -> FailureKind.of(failure) == FailureKind.REPLAY);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      other.rollback();
    }
    assertThat(cancel(id).status()).isEqualTo(ExecutionStatus.CANCELLED);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> cancel(1L << 52)).isInstanceOf(ExecutionNotFoundException.class);
    assertThatThrownBy(() -> retry(1L << 52)).isInstanceOf(ExecutionNotFoundException.class);
    assertThatThrownBy(() -> store.call(() -> store.executions.attempts(1L << 52)))
        .isInstanceOf(ExecutionNotFoundException.class);
    assertThat(store.call(() -> store.executions.find(1L << 52))).isEmpty();
    assertThat(store.call(() -> store.executions.refresh(List.of()))).isEmpty();
  }

  /** Each is either cancelled before it is claimed, or asked to while it runs: never lost. */
  @Test
  void cancelsAndClaimsAndSettlesAtTheSameTimeLeaveEachInOneLegalState() throws Exception {
    List<Long> ids = store.create("work", 60);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> people =
          threads.submit(
              () -> {
                together.await();
                ids.forEach(this::cancelIfItRuns);
                return null;
              });
      Future<?> engine =
          threads.submit(
              () -> {
                together.await();
                List<Long> claimed;
                while (!(claimed = node.claimedIds(3, "work")).isEmpty()
                    || store.number("SELECT COUNT(*) FROM execution WHERE claim_rank = 1") > 0) {
                  for (long id : claimed) {
                    while (node.stillRunning(List.of(id)).contains(id)) {
                      node.settle(id, Ends::completed);
                    }
                  }
                }
                return null;
              });
      people.get();
      engine.get();
    } finally {
      threads.shutdownNow();
    }

    var stats = store.figures.stats();
    assertThat(stats.completed() + stats.cancelled()).isEqualTo(60);
    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE status = 'completed'"))
        .isEqualTo(stats.completed());
    assertThat(
            store.number(
                "SELECT COUNT(*) FROM execution WHERE status = 'cancelled' AND attempt = 0"))
        .isEqualTo(stats.cancelled());
  }

  private void cancelIfItRuns(long id) {
    try {
      cancel(id);
    } catch (IllegalMoveException e) {
      assertThat(store.find(id).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }
  }

  private long ended(Function<RunningRow, Settlement> end) throws Exception {
    long id = store.create("work");
    node.claimOne("work");
    node.settle(id, end);
    return id;
  }

  private AttemptCounts tally(long id) throws Exception {
    Map<String, Object> row = store.row(id);
    return new AttemptCounts(
        ((Long) row.get("failures")).intValue(),
        ((Long) row.get("interruptions")).intValue(),
        ((Long) row.get("rollbacks")).intValue());
  }

  private Execution cancel(long id) {
    return store.call(() -> store.moves.cancel(id, "a person")).execution();
  }

  private Execution retry(long id) {
    return store.call(() -> store.moves.retry(id, "a person")).execution();
  }
}
