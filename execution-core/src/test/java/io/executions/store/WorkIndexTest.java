package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What has ended still stands in MariaDB's index of what runs until it has been purged. Its
 * optimizer counts that as rows, and may find it dearer to go along them than to read the whole
 * table. Here it finds that always.
 */
class WorkIndexTest {
  private static final String[] ALL_ROWS = {"execution ALL", "execution index"};

  private TestStore store;

  @BeforeEach
  void makeIndexesDear() throws SQLException {
    store = TestStore.emptied(TestDatabase.MARIADB_11_4);
    store.update(
        """
        INSERT INTO execution (id, type, status, claim_rank, priority, input, attempt, failures, interruptions,
               max_attempts, run_at, created_at, started_at, node_id, node, cancel_requested, overdue)
        SELECT seq, 'work', 'running', NULL, 0, '{}', 1, 0, 0, 1, seq, seq, seq, 7, 'node', FALSE, FALSE
          FROM seq_1_to_100
        """);
    cost("1000000");
  }

  @AfterEach
  void makeThemCheapAgain() throws SQLException {
    cost("DEFAULT");
  }

  private void cost(String micros) throws SQLException {
    store.update("SET GLOBAL InnoDB.optimizer_key_next_find_cost = " + micros);
    store.update("FLUSH TABLES");
  }

  @Test
  void notAllRowsAreReadForThoseThatRun() throws Exception {
    assertThat(accesses("SELECT COUNT(*) FROM execution WHERE holder > 0")).containsAnyOf(ALL_ROWS);

    String look = SnapshotQuery.SNAPSHOT.replace("{ids}", "'work'").replace("?", "7");
    for (String statement :
        List.of(
            look,
            GateEntry.ENTERED.replace("?", "7"),
            StatsQuery.COUNTS,
            NodeQuery.RUNNING_OF_ALL,
            NodeQuery.RUNNING_OF_ONE.replace("?", "7"))) {
      assertThat(accesses(statement)).as(statement).doesNotContain(ALL_ROWS);
    }
  }

  /** Returns how it goes along each table. */
  private List<String> accesses(String statement) throws SQLException {
    return store.sql(
        sql ->
            sql.list(
                "EXPLAIN " + statement,
                row -> row.getString("table") + " " + row.getString("type")));
  }
}
