package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.api.CatchUp;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.Timing;
import io.executions.api.json.ScheduleDocument;
import io.executions.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes that wake for the same times, by the real clock of each database. */
class EngineScheduleRaceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SECOND = 1_000_000;
  private static final int ENOUGH = 4;

  @TempDir Path dataDir;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void eachTimeIsCreatedOnceAlsoWhenOneOfThemStops(TestDatabase kind) {
    EngineDatabase database = new EngineDatabase(kind, 100);
    try (LiveEngines engines = new LiveEngines(database, dataDir)) {
      Engine one = engines.engine(around(database, "one"), (input, context) -> null);
      Engine other = engines.engine(around(database, "other"), (input, context) -> null);
      keep(database);
      one.start();
      other.start();
      await().atMost(PATIENCE).until(() -> times(database).size() >= ENOUGH);
      one.stop(Duration.ZERO);
      int before = times(database).size();
      await().atMost(PATIENCE).until(() -> times(database).size() >= before + 2);
      other.stop(Duration.ZERO);
    }

    List<Long> times = times(database);
    assertThat(times).doesNotHaveDuplicates();
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i)).isEqualTo(times.get(i - 1) + SECOND);
    }
    assertThat(
            database.list(
                "SELECT COUNT(*) FROM execution WHERE created_at < scheduled_for",
                row -> row.getLong(1)))
        .containsExactly(0L);
  }

  private TestEnvironment around(EngineDatabase database, String name) {
    TestEnvironment around = new TestEnvironment(database, dataDir.resolve(name));
    around.given.put("EXECUTION_NODE_NAME", name);
    return around;
  }

  private static void keep(EngineDatabase database) {
    NewSchedule schedule =
        NewSchedule.of("often", Timing.cron("* * * * * *"), NewExecution.of("work"))
            .withOverlap(Overlap.ALLOW)
            .withCatchUp(CatchUp.ALL, Duration.ofHours(1));
    database.update(
        """
        INSERT INTO execution_schedule (name, definition, paused, anchor_at, next_at, waiting_at,
               last_id, last_for, skipped, missed)
        VALUES (?, ?, FALSE, 0, ?, 0, 0, 0, 0, 0)
        """,
        schedule.name(),
        ScheduleDocument.writeKept(schedule).toString(),
        (System.currentTimeMillis() / 1000 + 1) * SECOND);
  }

  private static List<Long> times(EngineDatabase database) {
    return database.list(
        "SELECT scheduled_for FROM execution WHERE schedule = 'often' ORDER BY scheduled_for",
        row -> row.getLong(1));
  }
}
