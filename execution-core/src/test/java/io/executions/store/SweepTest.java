package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ClusterSettings;
import io.executions.api.IdempotencyKeys.Creation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepTest extends StoreContract {
  private static final long HOUR = 3_600_000_000L;

  private TestNode node;

  @BeforeEach
  void retentionIsOneHour() throws Exception {
    node = node("a");
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
    store.call(() -> store.executions.cancel(id));
    age(id, 100_000 * HOUR);
    store.settings(new ClusterSettings(1000, false, Optional.empty()));

    node.sweep();

    assertThat(store.find(id)).isNotNull();
  }

  @Test
  void muchIsRemovedInBatches() throws Exception {
    endedLongAgo(1100);

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
    endedLongAgo(1100);

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
  void aBatchThatOthersHoldIsNotLookedForAgainAtOnce() throws Exception {
    endedLongAgo(600);
    try (Connection holder = store.dataSource.getConnection()) {
      holder.setAutoCommit(false);
      new Sql(holder, store.database.dialect())
          .list("SELECT id FROM execution ORDER BY id FOR UPDATE", row -> true);

      assertThat(node.sweep()).isFalse();
      holder.rollback();
    }
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(600);
    assertThat(node.sweep()).isTrue();
  }

  @Test
  void whatSomebodyHoldsOrHasRevivedStays() throws Exception {
    List<Long> ids = store.create("work", 2);
    for (long id : ids) {
      store.call(() -> store.executions.cancel(id));
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

    store.call(() -> store.executions.retry(ids.get(0)));
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
    endedLongAgo(1);
    oldKeys(1);
    store.update("CREATE TABLE keeping (id BIGINT, FOREIGN KEY (id) REFERENCES execution (id))");
    try {
      store.update("INSERT INTO keeping VALUES (-1)");

      assertThatThrownBy(node::sweep).isInstanceOf(SQLException.class);
    } finally {
      store.update("DROP TABLE keeping");
    }
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(1);
    assertThat(store.number("SELECT COUNT(*) FROM execution_idempotency")).isZero();
  }

  @Test
  void manyOldKeysAreRemovedInBatches() throws Exception {
    oldKeys(700);

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
  }

  private void endedLongAgo(int many) throws Exception {
    store.sql(
        sql ->
            sql.batch(
                """
                INSERT INTO execution
                       (id, type, status, priority, input, attempt, failures, interruptions,
                        max_attempts, run_at, created_at, finished_at, cancel_requested, overdue)
                VALUES (?, 'old', 'cancelled', 0, '{}', 0, 0, 0, 1, 0, 0, ?, FALSE, FALSE)
                """,
                IntStream.range(0, many).mapToObj(i -> new Object[] {-1L - i, (long) i}).toList()));
  }

  private void oldKeys(int many) throws Exception {
    store.sql(
        sql ->
            sql.batch(
                """
                INSERT INTO execution_idempotency (caller, request_key, request_hash, ids, created_at)
                VALUES ('c', ?, '', '1', 0)
                """,
                IntStream.range(0, many).mapToObj(i -> new Object[] {"key" + i}).toList()));
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
