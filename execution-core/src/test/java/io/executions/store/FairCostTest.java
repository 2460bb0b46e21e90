package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.QueueSettings;
import io.executions.database.Dialect;
import io.executions.database.ReservedConnection;
import io.executions.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a claim reads of a fair queue in which one key has very many. */
class FairCostTest extends StoreContract {
  private static final int FLOOD = 30_000;
  private static final int MOST = 80;
  private static final int WIDE = 64;
  private static final Line LINE = new Line(-2, "work", "partner");

  private static final String ROWS =
      """
      INSERT INTO execution
             (id, type, status, claim_rank, priority, input, attempt, failures, interruptions, max_attempts,
              run_at, created_at, cancel_requested, overdue, queue, concurrency_key, turn_key)
      SELECT %d + n, 'work', 'pending', 1, 0, '{}', 0, 0, 0, 1, {now} - 90000000 + n, {now},
             FALSE, FALSE, 'partner', '%s', '%2$s' FROM %s
      """;

  private static final Map<TestDatabase, String> SERIES =
      Map.of(
          TestDatabase.H2, "(SELECT X AS n FROM SYSTEM_RANGE(1, %d)) numbers",
          TestDatabase.MARIADB_10_11, "(SELECT seq AS n FROM seq_1_to_%d) numbers",
          TestDatabase.MARIADB_11_4, "(SELECT seq AS n FROM seq_1_to_%d) numbers",
          TestDatabase.POSTGRESQL, "generate_series(1, %d) n");

  @Test
  void whatIsBehindAKeyWithManyIsFoundWithoutReadingThese() throws Exception {
    store.queues.set("partner", QueueSettings.DEFAULTS.withFair(true));
    insert(1_000_000, "flood", FLOOD);
    insert(2_000_000, "river", 100);
    insert(3_000_000, "tail", FLOOD);
    if (database.isMariaDb()) {
      store.sql(sql -> sql.list("ANALYZE TABLE execution", row -> true));
    } else {
      store.update(database == TestDatabase.POSTGRESQL ? "VACUUM ANALYZE" : "ANALYZE");
    }

    for (String behind : List.of("", "flood", "river", "tail")) {
      assertThat(reads(behind, Optional.empty())).as(behind).isLessThanOrEqualTo(MOST);
    }
    assertThat(reads("", Optional.of("river"))).isLessThanOrEqualTo(MOST);
    assertThat(reads("flood", Optional.of("river"))).isLessThanOrEqualTo(MOST);
  }

  private long reads(String behind, Optional<String> end) throws Exception {
    Dialect dialect = store.database.dialect();
    try (ReservedConnection connection = store.database.reserve()) {
      return connection.<Long>autoCommit(
          sql -> {
            Conditions along =
                new HeadsOfKeys(sql, Set.of(), 0, "")
                    .between(LINE, behind, end)
                    .alongIndex(dialect);
            return new RowsRead(database, sql)
                .by(HeadsOfKeys.statement(along), along.valuesBefore(List.of(WIDE)));
          });
    }
  }

  private void insert(int first, String key, int count) throws Exception {
    store.update(ROWS.formatted(first, key, SERIES.get(database).formatted(count)));
  }
}
