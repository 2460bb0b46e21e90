package io.executions.store;

import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The rows of a large cluster: its limit reached by its nodes, each with as many runs. */
final class LargeCluster {
  static final int NODES = 100;
  static final int GONE = 400;
  static final int RUNS_OF_EACH = 100;
  static final int RUNNING = NODES * RUNS_OF_EACH;
  static final List<String> TYPES = List.of("type0", "type1", "type2");

  private static final int ENDED = 20_000;
  private static final int WAITING = 5_000;
  private static final int DUE = 5_000;

  private static final String COLUMNS =
      """
      INSERT INTO execution
             (id, type, status, claim_rank, priority, input, output, attempt, failures, interruptions,
              max_attempts, run_at, created_at, started_at, finished_at, node_id, node,
              cancel_requested, overdue)
      """;

  private static final String NODE_ROWS =
      """
      INSERT INTO execution_node
             (id, name, state, beat, started_at, last_beat_at, lease_ms, workers, poll_interval_ms)
      SELECT %d + n, CONCAT('node', n), '%s', 1, {now}, {now}, 10000, 64, 2000 FROM {series}
      """;

  private static final String ENDED_ROWS =
      """
      SELECT 1000000 + n, CONCAT('type', MOD(n, 10)), 'completed', NULL, 0, '{}', '{}', 1, 0, 0, 1,
             {now} - 900000000 + n, {now} - 900000000 + n, {now} - 900000000 + n,
             {now} - 800000000 + n, NULL, 'a', FALSE, FALSE
        FROM {series}
      """;

  private static final String PENDING_ROWS =
      """
      SELECT %d + n, CONCAT('type', MOD(n, 10)), 'pending', %d, 0, '{}', NULL, 0, 0, 0, 1,
             {now} + %d + n, {now} + n, NULL, NULL, NULL, NULL, FALSE, FALSE
        FROM {series}
      """;

  private static final String RUNNING_ROWS =
      """
      SELECT 4000000 + n, CONCAT('type', MOD(n, 10)), 'running', NULL, 0, '{}', NULL, 1, 0, 0, 1,
             {now} - 90000000 + n, {now} - 90000000 + n, {now}, NULL, 1 + MOD(n, %d), 'a', FALSE, FALSE
        FROM {series}
      """;

  private static final Map<TestDatabase, String> SERIES =
      Map.of(
          TestDatabase.H2, "(SELECT X AS n FROM SYSTEM_RANGE(1, %d)) numbers",
          TestDatabase.MARIADB_10_11, "(SELECT seq AS n FROM seq_1_to_%d) numbers",
          TestDatabase.MARIADB_11_4, "(SELECT seq AS n FROM seq_1_to_%d) numbers",
          TestDatabase.POSTGRESQL, "generate_series(1, %d) n");

  private final TestDatabase database;
  private final TestStore store;

  private LargeCluster(TestDatabase database, TestStore store) {
    this.database = database;
    this.store = store;
  }

  /** Fills a store that is empty. Nodes have the ids from 1 to their number. */
  static void fill(TestDatabase database, TestStore store) throws SQLException {
    new LargeCluster(database, store).fill();
  }

  private void fill() throws SQLException {
    store.limit(RUNNING);
    insert(NODE_ROWS.formatted(0, "polling"), NODES);
    insert(NODE_ROWS.formatted(NODES, "stopped"), GONE);
    for (String type : TYPES) {
      insert(
          "INSERT INTO execution_node_type (node_id, type, example_input) SELECT n, '%s', '{}' FROM {series}"
              .formatted(type),
          NODES);
    }
    insert(COLUMNS + ENDED_ROWS, ENDED);
    insert(COLUMNS + PENDING_ROWS.formatted(2_000_000, 2, 3_600_000_000L), WAITING);
    insert(COLUMNS + PENDING_ROWS.formatted(3_000_000, 1, -3_600_000_000L), DUE);
    insert(COLUMNS + RUNNING_ROWS.formatted(NODES), RUNNING);
    if (database.isMariaDb()) {
      store.sql(sql -> sql.list("ANALYZE TABLE execution, execution_node", row -> true));
    } else {
      store.update(database == TestDatabase.POSTGRESQL ? "VACUUM ANALYZE" : "ANALYZE");
    }
  }

  private void insert(String statement, int rows) throws SQLException {
    store.update(statement.replace("{series}", SERIES.get(database).formatted(rows)));
  }
}
