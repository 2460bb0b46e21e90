package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Execution;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionStatus;
import io.executions.api.IllegalMoveException;
import io.executions.api.NewExecution;
import io.executions.api.RevisionChangedException;
import io.executions.store.CancelAndRetry.Done;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What else a person does to one execution: changes it while it is pending, removes its end. */
class ChangeTest extends StoreContract {
  private static final Instant PAST = Instant.parse("2001-02-03T04:05:06.789Z");
  private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

  private TestNode node;

  @BeforeEach
  void aNodeRuns() throws Exception {
    node = node("a");
  }

  @Test
  void aChangeIsOfWhatItNamesOnly() {
    Execution before = store.create(NewExecution.of("work").withMaxAttempts(2).withRunAt(FAR));

    Done moved =
        change(
            before.id(),
            ExecutionChange.none().withPriority(7).withTimeout(Duration.ofMillis(1500)));

    assertThat(moved.changed()).isTrue();
    Execution changed = store.find(before.id());
    assertThat(moved.execution()).isEqualTo(changed);
    assertThat(changed.priority()).isEqualTo(7);
    assertThat(changed.timeout()).contains(Duration.ofMillis(1500));
    assertThat(changed.revision()).isEqualTo(2);
    assertThat(changed)
        .usingRecursiveComparison()
        .ignoringFields("priority", "timeout", "revision")
        .isEqualTo(before);
    Move move = moved.move().orElseThrow();
    assertThat(move.from()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(move.to()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(move.revision()).isEqualTo(2);
    assertThat(move.by()).isEqualTo("a person");

    Execution unbound =
        change(before.id(), ExecutionChange.none().withoutTimeout().withMaxAttempts(9)).execution();
    assertThat(unbound.timeout()).isEmpty();
    assertThat(unbound.maxAttempts()).isEqualTo(9);
    assertThat(unbound.priority()).isEqualTo(7);
  }

  @Test
  void whatChangesNothingIsNoMove() {
    Execution before = store.create(NewExecution.of("work").withRunAt(FAR));
    for (ExecutionChange same :
        List.of(
            ExecutionChange.none(),
            ExecutionChange.none().withoutTimeout(),
            ExecutionChange.none().withRunAt(FAR).withPriority(0).withMaxAttempts(1))) {
      Done moved = change(before.id(), same);
      assertThat(moved.changed()).isFalse();
      assertThat(moved.move()).isEmpty();
      assertThat(store.find(before.id())).isEqualTo(before);
    }
  }

  @Test
  void whatIsDueLaterWaitsAndWhatIsDueNowIsClaimed() throws Exception {
    long id = store.create("work");

    change(id, ExecutionChange.none().withRunAt(FAR));
    assertThat(store.row(id)).containsEntry("claim_rank", 2L);
    assertThat(node.claim(1, "work")).isEmpty();

    change(id, ExecutionChange.none().withRunAt(PAST));
    assertThat(store.row(id)).containsEntry("claim_rank", 1L);
    assertThat(store.find(id).runAt()).isEqualTo(PAST);
    assertThat(node.claimedIds(1, "work")).containsExactly(id);
    assertThat(store.find(id).revision()).isEqualTo(4);
  }

  @Test
  void theLineGoesByTheNewPriorityAndTime() throws Exception {
    List<Long> ids = store.create("work", 4);

    change(ids.get(2), ExecutionChange.none().withPriority(1));
    change(ids.get(3), ExecutionChange.none().withRunAt(PAST));

    assertThat(node.claimedIds(1, "work")).containsExactly(ids.get(2));
    assertThat(node.claimedIds(1, "work")).containsExactly(ids.get(3));
  }

  @Test
  void whatWasRecoveredStaysAheadWhileItIsDue() throws Exception {
    long id = store.create("work");
    node.claimOne("work");
    node.settle(id, Ends::interrupted);
    assertThat(store.row(id)).containsEntry("claim_rank", 0L);

    change(id, ExecutionChange.none().withPriority(-5).withRunAt(PAST));
    assertThat(store.row(id)).containsEntry("claim_rank", 0L);

    change(id, ExecutionChange.none().withRunAt(FAR));
    change(id, ExecutionChange.none().withRunAt(PAST));
    assertThat(store.row(id)).containsEntry("claim_rank", 1L);
  }

  @Test
  void onlyWhatIsPendingIsChanged() throws Exception {
    long id = store.create("work");
    node.claimOne("work");
    ExecutionChange change = ExecutionChange.none().withPriority(7);
    assertThatThrownBy(() -> change(id, change)).isInstanceOf(IllegalMoveException.class);
    node.settle(id, Ends::failed);
    assertThatThrownBy(() -> change(id, change))
        .isInstanceOf(IllegalMoveException.class)
        .hasMessageContaining("is failed and cannot be changed");
    assertThat(store.find(id).priority()).isZero();
    assertThatThrownBy(() -> change(4711, change)).isInstanceOf(ExecutionNotFoundException.class);
  }

  @Test
  void aChangeMayExpectARevision() {
    long id = store.create(NewExecution.of("work").withRunAt(FAR)).id();

    changeOf(id, 7, Set.of(1));
    changeOf(id, 8, Set.of(9, 2));

    assertThatThrownBy(() -> changeOf(id, 9, Set.of(2)))
        .isInstanceOf(RevisionChangedException.class)
        .hasMessageContaining("revision 3");
    assertThat(store.find(id).priority()).isEqualTo(8);
    assertThat(store.find(id).revision()).isEqualTo(3);
  }

  private void changeOf(long id, int priority, Set<Integer> revisions) {
    ExecutionChange change = ExecutionChange.none().withPriority(priority);
    store.call(() -> store.changes.change(id, change, revisions, "a person"));
  }

  @Test
  void aRowThatSomebodyHoldsIsWaitedForASecond() throws Exception {
    long id = store.create("work");
    try (Connection other = store.dataSource.getConnection()) {
      other.setAutoCommit(false);
      try (var statement = other.createStatement()) {
        statement.execute("SELECT id FROM execution WHERE id = %d FOR UPDATE".formatted(id));
      }
      long begin = System.nanoTime();
      assertThatThrownBy(() -> change(id, ExecutionChange.none().withPriority(1)));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      other.rollback();
    }
    assertThat(store.find(id).priority()).isZero();
  }

  @Test
  void whatHasEndedIsRemovedWithAllThatBelongsToIt() throws Exception {
    List<Long> ids = store.create("work", 3);
    node.claim(2, "work");
    long failed = ids.get(0);
    node.settle(failed, Ends::failed);
    node.settle(ids.get(1), Ends::completed);

    delete(failed);

    assertThat(store.call(() -> store.executions.find(failed))).isEmpty();
    assertThat(
            store.number("SELECT COUNT(*) FROM execution_attempt WHERE execution_id = ?", failed))
        .isZero();
    assertThat(store.figures.counts()).isEqualTo(new ExecutionStats(1, 0, 1, 0, 0, false));
  }

  @Test
  void whatLivesIsNotRemoved() throws Exception {
    long id = store.create("work");
    assertThatThrownBy(() -> delete(id))
        .isInstanceOf(IllegalMoveException.class)
        .hasMessageContaining("is pending and cannot be deleted");
    node.claimOne("work");
    assertThatThrownBy(() -> delete(id)).isInstanceOf(IllegalMoveException.class);
    assertThat(store.find(id).status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThatThrownBy(() -> delete(4711)).isInstanceOf(ExecutionNotFoundException.class);
  }

  @Test
  void whatAnApplicationRefersToIsNotRemoved() throws Exception {
    long id = store.create("work");
    store.call(() -> store.moves.cancel(id, "a person"));
    store.update(
        """
        CREATE TABLE booking (execution_id BIGINT, FOREIGN KEY (execution_id) REFERENCES execution (id))
        """);
    try {
      store.update("INSERT INTO booking VALUES (?)", id);
      assertThatThrownBy(() -> delete(id))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessageContaining("other rows");
      assertThat(store.find(id).status()).isEqualTo(ExecutionStatus.CANCELLED);
      assertThat(store.figures.counts().cancelled()).isEqualTo(1);
    } finally {
      store.update("DROP TABLE booking");
    }
  }

  private Done change(long id, ExecutionChange change) {
    return store.call(() -> store.changes.change(id, change, Set.of(), "a person"));
  }

  private void delete(long id) {
    store.call(() -> store.changes.delete(id));
  }
}
