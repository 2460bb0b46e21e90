package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.database.ReservedConnection;
import io.executions.database.Sql;
import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On PostgreSQL, whose planner believes in statistics that are older than the rows. */
class StaleStatisticsTest {
  private static final int MANY = 50_000;

  /** Not those of the other tables, whose names go on. */
  private static final String ALL_ROWS = "Seq Scan on execution ";

  private TestStore store;

  @BeforeEach
  void leaveItToTheTestWhatIsNoticed() throws SQLException {
    store = TestStore.emptied(TestDatabase.POSTGRESQL);
    store.update("ALTER TABLE execution SET (autovacuum_enabled = off)");
  }

  private void fillTheBacklog() throws SQLException {
    store.update(
        """
        INSERT INTO execution (id, type, status, claim_rank, priority, input, attempt, failures,
               interruptions, max_attempts, run_at, created_at, cancel_requested, overdue)
        SELECT (SELECT COALESCE(MAX(id), 0) FROM execution) + n, 'work', 'pending', 1, 0, '{}', 0, 0, 0, 1, n, n, FALSE, FALSE
          FROM generate_series(1, ?) n
        """,
        MANY);
  }

  private void workOffTheBacklog() throws SQLException {
    store.update(
        """
        UPDATE execution SET status = 'completed', claim_rank = NULL, attempt = 1, node = 'a',
               started_at = 1, finished_at = 2
        """);
  }

  @AfterEach
  void tellPostgreSql() throws SQLException {
    store.update("DELETE FROM execution");
    store.update("ALTER TABLE execution RESET (autovacuum_enabled)");
    store.update("VACUUM ANALYZE execution");
  }

  @Test
  void theEngineFindsWhatItClaimsByIdWhereTheBacklogHasGrownSince() throws Exception {
    fillTheBacklog();
    workOffTheBacklog();
    store.update("ANALYZE execution");
    fillTheBacklog();
    try (ReservedConnection engine = store.database.reserve()) {
      for (String lock : List.of(Locked.LOCK, PendingQuery.LOCK_PROMOTABLE)) {
        String statement = lock.replace("{ids}", "?, ?").replace("{input}", "input");
        assertThat(engine.<String>autoCommit(sql -> plan(sql, statement, 7L, 8L)))
            .contains("Index Scan using execution_pkey");
      }
    }
  }

  @Test
  void theEngineDoesNotLookForWorkAmongAllRowsAsOthersWould() throws Exception {
    emptyALongLineUnnoticed();
    assertThat(store.<String>sql(StaleStatisticsTest::look)).contains(ALL_ROWS);
    try (ReservedConnection engine = store.database.reserve()) {
      assertThat(engine.<String>autoCommit(StaleStatisticsTest::look))
          .contains("execution_work")
          .doesNotContain(ALL_ROWS);
    }
  }

  @Test
  void thePendingAreNotCountedAmongAllRows() throws Exception {
    emptyALongLineUnnoticed();
    assertThat(store.<String>sql(sql -> plan(sql, StatsQuery.COUNTS))).doesNotContain(ALL_ROWS);
  }

  @Test
  void theTypesThatWaitAreNotLookedForAmongAllRows() throws Exception {
    emptyALongLineUnnoticed();
    assertThat(typesThatWait()).contains("execution_work").doesNotContain(ALL_ROWS);
    store.update("ANALYZE execution");
    fillTheBacklog();
    assertThat(typesThatWait()).contains("execution_work").doesNotContain(ALL_ROWS, "Sort  (");
  }

  private String typesThatWait() throws SQLException {
    return store.sql(sql -> plan(sql, UnhandledTypes.NEXT_PENDING, "", "", "", "", ""));
  }

  private void emptyALongLineUnnoticed() throws SQLException {
    fillTheBacklog();
    store.update("ANALYZE execution");
    workOffTheBacklog();
  }

  private static String look(Sql sql) throws SQLException {
    return plan(sql, SnapshotQuery.SNAPSHOT.replace("{ids}", "?"), "work", 1L, 1L);
  }

  private static String plan(Sql sql, String statement, Object... parameters) throws SQLException {
    List<String> lines = sql.list("EXPLAIN " + statement, row -> row.getString(1), parameters);
    return String.join("\n", lines);
  }
}
