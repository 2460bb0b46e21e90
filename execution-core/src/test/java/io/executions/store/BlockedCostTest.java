package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.QueueSettings;
import io.executions.database.Dialect;
import io.executions.database.GivenRows;
import io.executions.database.ReservedConnection;
import io.executions.database.Sql;
import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What claims, looks and ends read beside many executions that wait for others of their key; as
 * many as {@code -Dblocked.rows} says, ten of each key.
 */
class BlockedCostTest extends StoreContract {
  private static final int BLOCKED = Integer.getInteger("blocked.rows", 20_000);
  private static final int KEYS = BLOCKED / 10;
  private static final int QUEUES = 20;
  private static final int DUE = 4_000;

  private static final String INSERT =
      """
      INSERT INTO execution
             (id, type, status, claim_rank, priority, input, attempt, failures, interruptions, max_attempts,
              run_at, created_at, cancel_requested, overdue, queue, concurrency_key)
      """;

  private static final String BLOCKED_ROWS =
      INSERT
          + """
          SELECT 1000000 + n, 'work', 'pending', 3, 0, '{}', 0, 0, 0, 1, {now} - 9000000 + n, {now},
                 FALSE, FALSE, 'partner', CONCAT('key ', MOD(n, %d))
            FROM {series}
          """
              .formatted(KEYS);

  private static final String DUE_ROWS =
      INSERT
          + """
          SELECT 9000000 + n, 'work', 'pending', 1, 0, '{}', 0, 0, 0, 1, {now} - 9000000 + n, {now},
                 FALSE, FALSE, CONCAT('queue', MOD(n, %d)), NULL
            FROM {series}
          """
              .formatted(QUEUES);

  private static final Map<TestDatabase, String> SERIES =
      Map.of(
          TestDatabase.H2, "(SELECT X AS n FROM SYSTEM_RANGE(1, %d)) numbers",
          TestDatabase.MARIADB_10_11, "(SELECT seq AS n FROM seq_1_to_%d) numbers",
          TestDatabase.MARIADB_11_4, "(SELECT seq AS n FROM seq_1_to_%d) numbers",
          TestDatabase.POSTGRESQL, "generate_series(1, %d) n");

  @Test
  void nothingWalksThroughWhatIsBlocked() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", QueueSettings.DEFAULTS.withMaxConcurrentPerKey(1));
    insert(BLOCKED_ROWS, BLOCKED);
    insert(DUE_ROWS, DUE);
    analyze();
    try (ReservedConnection connection = store.database.reserve()) {
      String look = Sql.withIds(SnapshotQuery.SNAPSHOT, List.of("work"));
      assertReads(connection, "look", 60, look, "work", node.id(), node.id());
      if (store.database.dialect().skipping() == Dialect.Skipping.RECURSIVE) {
        assertReads(connection, "lines", 10 * QUEUES, Lines.RECURSIVE, -3, -2, -2);
      } else if (database.isMariaDb()) {
        assertReads(connection, "a line", 12, Lines.NEXT, -2, "work", "queue3", -2, "work", -2, -2);
      }
      String running = Sql.withIds(KeyRooms.RUNNING, List.of("partner key 7", "partner key 8"));
      assertReads(connection, "of a key", 30, running, "partner key 7", "partner key 8");
      String key = "partner key 7";
      assertReads(connection, "next of a key", 12, BlockedKeys.NEXT, key, 3, key, 3);
      assertReads(
          connection,
          "first of keys",
          12,
          BlockedKeys.FIRST,
          BlockedKeys.given(List.of(key, "partner key 8")));
      assertReads(
          connection,
          "heads of queues",
          40,
          FirstOfLines.HEADS.get(0),
          FirstOfLines.given(lines()));
      assertReads(connection, "queues", 20, QueueRooms.LOAD);
      String queue = "queue3";
      assertReads(connection, "keys", 20, WaitingKeys.MOST, Lane.first(queue), Lane.behind(queue));
    }
    assertThat(node.claim(64, "work")).hasSize(64);
    long freed = node.inGate(gate -> gate.queues().freeFor(List.of(new Lane("partner", "key 7"))));
    assertThat(freed).isEqualTo(1);
    assertThat(store.queues.find("partner").orElseThrow().blockedCapped()).isTrue();
  }

  private static List<Line> lines() {
    return IntStream.range(0, 8).mapToObj(i -> new Line(-2, "work", "queue" + i)).toList();
  }

  private void assertReads(
      ReservedConnection connection, String what, int most, String query, GivenRows given)
      throws SQLException {
    Dialect dialect = store.database.dialect();
    String whole = query.replace("{given}", dialect.given(given));
    assertReads(connection, what, most, whole, dialect.parameters(given).toArray());
  }

  private void assertReads(
      ReservedConnection connection, String what, int most, String query, Object... parameters)
      throws SQLException {
    long began = System.nanoTime();
    long reads =
        connection.<Long>autoCommit(sql -> new RowsRead(database, sql).by(query, parameters));
    System.out.printf(
        "%s, %s: %d rows, %.1f ms%n", database, what, reads, (System.nanoTime() - began) / 1e6);
    assertThat(reads).as(what).isLessThanOrEqualTo(most);
  }

  private void insert(String statement, int rows) throws SQLException {
    store.update(statement.replace("{series}", SERIES.get(database).formatted(rows)));
  }

  private void analyze() throws SQLException {
    if (database.isMariaDb()) {
      store.sql(sql -> sql.list("ANALYZE TABLE execution", row -> true));
    } else {
      store.update(database == TestDatabase.POSTGRESQL ? "VACUUM ANALYZE" : "ANALYZE");
    }
  }
}
