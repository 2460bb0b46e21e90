package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ClusterSettings;
import io.executions.api.port.IdempotencyKeys.Creation;
import io.executions.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepTest extends StoreContract {
  private static final long HOUR = 3_600_000_000L;

  private TestNode node;
  private OldRows old;

  @BeforeEach
  void retentionIsOneHour() throws Exception {
    node = node("a");
    old = new OldRows(store);
    store.settings(new ClusterSettings(1000, false, Optional.of(Duration.ofHours(1))));
  }

  @Test
  void onlyWhatEndedBeforeTheRetentionGoesWithItsAttempts() throws Exception {
    store.create("work", 5);
    List<Long> ids = node.claimedIds(4, "work");
    node.settle(ids.get(0), Ends::failed);
    node.settle(ids.get(1), Ends::failed);
    node.settle(ids.get(2), Ends::completed);
    age(ids.get(0), HOUR + 1_000_000);
    age(ids.get(2), HOUR + 1_000_000);
    age(ids.get(1), HOUR - 60_000_000);

    assertThat(node.sweep()).isFalse();

    assertThat(ids("SELECT id FROM execution WHERE status IN ('failed', 'completed')"))
        .containsExactly(ids.get(1));
    assertThat(ids("SELECT execution_id FROM execution_attempt")).containsExactly(ids.get(1));
    assertThat(store.figures.stats().failed()).isEqualTo(1);
    assertThat(store.figures.stats().completed()).isZero();
    assertThat(store.figures.stats().running()).isEqualTo(1);
    assertThat(store.figures.stats().pending()).isEqualTo(1);
  }

  @Test
  void withoutARetentionNothingGoes() throws Exception {
    long id = store.create("work");
    store.call(() -> store.moves.cancel(id, "a person"));
    age(id, 100_000 * HOUR);
    store.settings(new ClusterSettings(1000, false, Optional.empty()));

    node.sweep();

    assertThat(store.find(id)).isNotNull();
  }

  @Test
  void muchIsRemovedInBatches() throws Exception {
    old.ended(1100);

    assertThat(node.sweep()).isTrue();
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(600);
    assertThat(store.number("SELECT MIN(finished_at) FROM execution")).isEqualTo(500);
    assertThat(node.sweep()).isTrue();
    assertThat(node.sweep()).isFalse();
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isZero();
    assertThat(store.figures.stats().cancelled()).isEqualTo(-1100);
  }

  @Test
  void oneNodeAtATimeSweepsAndAnotherGoesOnWhenItsTurnIsOver() throws Exception {
    TestNode other = node("b");
    old.ended(1100);

    assertThat(node.sweep()).isTrue();
    assertThat(other.sweep()).isFalse();
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(600);

    store.update("UPDATE execution_sweep SET ends_at = ?", store.now());
    assertThat(other.sweep()).isTrue();
    assertThat(node.sweep()).isFalse();
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(100);
    assertThat(store.number("SELECT ends_at FROM execution_sweep"))
        .isBetween(store.now(), store.now() + HOUR);
  }

  @Test
  void whatOthersHoldIsPassedOverAndNotLookedForAgainAtOnce() throws Exception {
    old.ended(1100);
    try (Connection holder = store.dataSource.getConnection()) {
      holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      holder.setAutoCommit(false);
      new Sql(holder, store.database.dialect())
          .list("SELECT id FROM execution WHERE id >= -500 ORDER BY id FOR UPDATE", row -> true);

      assertThat(node.sweep()).isTrue();
      assertThat(old.executions()).hasSize(1100);
      assertThat(node.sweep()).isTrue();
      assertThat(node.sweep()).isFalse();
      assertThat(old.executions()).hasSize(500).contains(-1L, -500L);
      holder.rollback();
    }
    node.sweep();
    assertThat(old.executions()).isEmpty();
  }

  @Test
  void executionsWithManyAttemptsGoInSmallerBatches() throws Exception {
    old.ended(4);
    store.update("UPDATE execution SET attempt = 2000");
    store.update("UPDATE execution SET attempt = 9000 WHERE id = -1");

    assertGoInBatchesOf(1, 2, 1);
  }

  @Test
  void largeExecutionsGoInSmallerBatches() throws Exception {
    old.ended(6);
    store.update("UPDATE execution SET input_bytes = ?, output_bytes = ?", 1L << 20, 3L << 20);
    store.update("UPDATE execution SET input_bytes = ? WHERE id = -1", Long.MAX_VALUE);
    store.update("UPDATE execution SET input_bytes = -1 WHERE id = -6");

    assertGoInBatchesOf(1, 2, 2, 1);
  }

  @Test
  void whatSomebodyHoldsOrHasRevivedStays() throws Exception {
    List<Long> ids = store.create("work", 2);
    for (long id : ids) {
      store.call(() -> store.moves.cancel(id, "a person"));
      age(id, 2 * HOUR);
    }
    try (Connection holder = store.dataSource.getConnection()) {
      holder.setAutoCommit(false);
      new Sql(holder, store.database.dialect())
          .number("SELECT id FROM execution WHERE id = ? FOR UPDATE", ids.get(0));

      node.sweep();
      holder.rollback();
    }
    assertThat(ids("SELECT id FROM execution")).containsExactly(ids.get(0));

    store.call(() -> store.moves.retry(ids.get(0), "a person"));
    node.sweep();
    assertThat(ids("SELECT id FROM execution")).containsExactly(ids.get(0));
  }

  @Test
  void idempotencyKeysStayForADayWhateverTheRetention() throws Exception {
    IdempotencyRows keys = new IdempotencyRows(store.transaction);
    Creation creation = new Creation("0".repeat(64), List.of(1L, 2L));
    for (String key : List.of("young", "old")) {
      store.call(
          () -> {
            keys.remember("caller", key, creation);
            return null;
          });
    }
    keyAge("young", 24 * HOUR - 60_000_000);
    keyAge("old", 24 * HOUR + 1);
    store.settings(new ClusterSettings(1000, false, Optional.of(Duration.ZERO)));

    node.sweep();

    assertThat(keys.find("caller", "young")).contains(creation);
    assertThat(store.number("SELECT COUNT(*) FROM execution_idempotency")).isEqualTo(1);
  }

  @Test
  void oneKindThatCannotBeRemovedKeepsNoOther() throws Exception {
    old.ended(1);
    old.keys(1);
    store.update("ALTER TABLE execution_attempt RENAME TO restored_attempt");
    try {
      assertThatThrownBy(node::sweep).isInstanceOf(SQLException.class);
    } finally {
      store.update("ALTER TABLE restored_attempt RENAME TO execution_attempt");
    }
    assertThat(old.executions()).hasSize(1);
    assertThat(store.number("SELECT COUNT(*) FROM execution_idempotency")).isZero();
  }

  /** H2 locked all that were old. */
  @Test
  void noMoreKeysAreLockedThanAreRemoved() throws Exception {
    old.keys(700);
    OldKeys kind = new OldKeys();
    try (Connection sweeping = store.dataSource.getConnection()) {
      sweeping.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      sweeping.setAutoCommit(false);
      Sql sql = new Sql(sweeping, store.database.dialect());

      assertThat(kind.lock(kind.behind(kind.start(), sql).rows(), sql)).hasSize(500);

      List<Boolean> free =
          store.sql(
              other ->
                  other.list(
                      "SELECT ids FROM execution_idempotency FOR UPDATE SKIP LOCKED", row -> true));
      assertThat(free).hasSize(200);
      sweeping.rollback();
    }
  }

  @Test
  void manyOldKeysAreRemovedInBatches() throws Exception {
    old.keys(700);

    assertThat(node.sweep()).isTrue();
    assertThat(store.number("SELECT COUNT(*) FROM execution_idempotency")).isEqualTo(200);
    assertThat(node.sweep()).isFalse();
    assertThat(store.number("SELECT COUNT(*) FROM execution_idempotency")).isZero();
  }

  @Test
  void nodesStayForADayAfterTheirEndAndWhileTheyHaveRuns() throws Exception {
    TestNode gone = node("gone", "work");
    TestNode busy = node("busy", "work");
    TestNode recent = node("recent", "work");
    store.create("work");
    busy.claimOne("work");
    for (TestNode ended : List.of(gone, busy, recent)) {
      ended.want(1, 0);
      ended.beats().leave(ended.id());
    }
    store.update(
        "UPDATE execution_node SET last_beat_at = last_beat_at - ? WHERE id <> ?",
        24 * HOUR + 1,
        recent.id());

    node.sweep();

    assertThat(ids("SELECT id FROM execution_node"))
        .containsExactlyInAnyOrder(node.id(), busy.id(), recent.id());
    assertThat(ids("SELECT DISTINCT node_id FROM execution_node_type"))
        .containsExactlyInAnyOrder(busy.id(), recent.id());
    assertThat(ids("SELECT node_id FROM execution_want"))
        .containsExactlyInAnyOrder(busy.id(), recent.id());
  }

  @Test
  void aBatchReadsNoMoreThanItRemovesHoweverMuchIsOld() throws Exception {
    old.ended(3000);
    old.keys(3000);
    long ofExecutions =
        node.connection()
            .autoCommit(
                sql ->
                    new RowsRead(database, sql)
                        .by(
                            OldExecutions.OLDEST,
                            "completed",
                            store.now(),
                            1000L,
                            1000L,
                            -1001L,
                            500));
    long ofKeys =
        node.connection()
            .autoCommit(
                sql ->
                    new RowsRead(database, sql)
                        .by(OldKeys.OLDEST, store.now(), -1L, -1L, "", "", "", 500));

    assertThat(ofExecutions).isLessThan(1100);
    assertThat(ofKeys).isLessThan(1100);
  }

  private void assertGoInBatchesOf(int... sizes) throws Exception {
    int left = old.executions().size();
    for (int size : sizes) {
      left -= size;
      assertThat(node.sweep()).isEqualTo(left > 0);
      assertThat(old.executions()).hasSize(left);
    }
  }

  private void age(long id, long micros) throws Exception {
    store.update("UPDATE execution SET finished_at = ? WHERE id = ?", store.now() - micros, id);
  }

  private void keyAge(String key, long micros) throws Exception {
    store.update(
        "UPDATE execution_idempotency SET created_at = ? WHERE request_key = ?",
        store.now() - micros,
        key);
  }

  private List<Long> ids(String query) throws Exception {
    return store.sql(sql -> sql.list(query, row -> row.getLong(1)));
  }
}
