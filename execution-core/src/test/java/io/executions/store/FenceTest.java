package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.database.FailureKind;
import io.executions.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stale node's result changes nothing, and a row that others hold is left alone. */
class FenceTest extends StoreContract {
  private TestNode node;
  private TestNode other;
  private long id;

  @BeforeEach
  void oneRuns() throws Exception {
    node = node("a");
    other = node("b");
    id = store.create("work");
    node.claimOne("work");
  }

  @Test
  void aStaleAttemptSettlesNothing() throws Exception {
    RunningRow stale = node.runningRow(id);
    node.settle(id, Ends::released);
    node.claimOne("work");

    settlesNothing(Ends.completed(stale));
    settlesNothing(Ends.failed(stale));
  }

  @Test
  void anAttemptThatAnotherNodeTookOverSettlesNothing() throws Exception {
    RunningRow stale = node.runningRow(id);
    node.settle(id, Ends::interrupted);
    other.claimOne("work");
    // As if attempts did not grow: the node alone must tell them apart.
    store.update("UPDATE execution SET attempt = 1 WHERE id = ?", id);

    settlesNothing(Ends.completed(stale));
    settlesNothing(Ends.released(stale));
  }

  @Test
  void whatIsSettledAlreadyIsNotSettledAgain() throws Exception {
    RunningRow stale = node.runningRow(id);
    node.settle(id, Ends::completed);

    settlesNothing(Ends.failed(stale));
    settlesNothing(Ends.completed(stale));
  }

  @Test
  void aBatchOfWhichOneIsStaleIsNeverHalfWritten() throws Exception {
    RunningRow stale = node.runningRow(id);
    node.settle(id, Ends::completed);
    long second = store.create("work");
    node.claimOne("work");
    RunningRow held = node.runningRow(second);
    Map<String, Object> running = store.row(second);

    assertThatThrownBy(() -> settle(List.of(Ends.failed(stale), Ends.failed(held))))
        .matches(failure -> FailureKind.of(failure) == FailureKind.REPLAY);

    assertThat(store.row(second)).isEqualTo(running);
    assertThat(store.figures.stats().failed()).isZero();
    settle(List.of(Ends.failed(held)));
    assertThat(store.figures.stats().completed()).isEqualTo(1);
    assertThat(store.figures.stats().failed()).isEqualTo(1);
    assertThat(store.number("SELECT COUNT(*) FROM execution_attempt")).isEqualTo(1);
  }

  @Test
  void onlyTheAttemptThatRunsIsFlaggedOverdue() throws Exception {
    node.engine().flagOverdue(id, 2, node.id());
    node.engine().flagOverdue(id, 1, other.id());
    assertThat(store.find(id).overdue()).isFalse();

    node.engine().flagOverdue(id, 1, node.id());
    assertThat(store.find(id).overdue()).isTrue();
  }

  @Test
  void aRunningRowThatIsLockedIsSkippedAndToldFromOneThatIsGone() throws Exception {
    long ended = store.create("work");
    node.claimOne("work");
    node.settle(ended, Ends::completed);
    long free = store.create("work");
    node.claimOne("work");
    List<Long> ids = List.of(id, ended, free);

    whileLocked(
        id,
        () -> {
          assertThat(node.unlockedRows(ids)).extracting(RunningRow::id).containsExactly(free);
          assertThat(node.stillRunning(ids)).containsExactlyInAnyOrder(id, free);
          assertThat(other.stillRunning(ids)).isEmpty();
        });

    assertThat(node.unlockedRows(ids)).extracting(RunningRow::id).containsExactly(id, free);
  }

  @Test
  void aDueRowThatIsLockedIsLeftPending() throws Exception {
    List<Long> due = store.create("due", 3);

    whileLocked(
        due.get(1),
        () -> assertThat(node.claimedIds(10, "due")).containsExactly(due.get(0), due.get(2)));

    assertThat(node.claimedIds(10, "due")).containsExactly(due.get(1));
  }

  @Test
  void flaggingALockedRowOverdueWaitsForNobody() throws Exception {
    whileLocked(id, () -> node.engine().flagOverdue(id, 1, node.id()));

    assertThat(store.find(id).overdue()).isFalse();
  }

  private void settle(List<Settlement> settlements) throws Exception {
    node.inGate(
        gate -> {
          gate.settle(settlements);
          return null;
        });
  }

  private void settlesNothing(Settlement stale) throws Exception {
    Map<String, Object> row = store.row(id);
    long attempts = store.number("SELECT COUNT(*) FROM execution_attempt");
    var stats = store.figures.stats();

    settle(List.of(stale));

    assertThat(store.row(id)).isEqualTo(row);
    assertThat(store.number("SELECT COUNT(*) FROM execution_attempt")).isEqualTo(attempts);
    assertThat(store.figures.stats()).isEqualTo(stats);
  }

  private interface Meanwhile {
    void run() throws Exception;
  }

  private void whileLocked(long locked, Meanwhile meanwhile) throws Exception {
    try (Connection holder = store.dataSource.getConnection()) {
      holder.setAutoCommit(false);
      lock(holder, locked);
      meanwhile.run();
      holder.rollback();
    }
  }

  private void lock(Connection holder, long locked) throws SQLException {
    new Sql(holder, store.database.dialect())
        .number("SELECT id FROM execution WHERE id = ? FOR UPDATE", locked);
  }
}
