package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several engines that claim from queues with limits. */
class EngineQueueTest {
  private static final int WORK = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dataDir;

  private record Ran(String group, long startedAt, long finishedAt) {}

  private record Edge(long at, int change) {}

  @ParameterizedTest
  @EnumSource(
      value = TestDatabase.class,
      names = {"H2", "MARIADB_10_11", "POSTGRESQL"})
  void noMoreOfAKeyRunThanItsQueueSaysAndAllOfThemEnd(TestDatabase kind) {
    EngineDatabase database = new EngineDatabase(kind, 16);
    database.createAtOnce("work", WORK);
    database.update("UPDATE execution SET concurrency_key = CONCAT('key ', MOD(id, 7))");
    set(database, "default", "max_per_key = 2");

    run(database);

    Map<String, List<Ran>> byKey = ran(database, "concurrency_key");
    assertThat(byKey).hasSize(7);
    assertThat(byKey.values()).allSatisfy(runs -> assertThat(mostAtOnce(runs)).isEqualTo(2));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestDatabase.class,
      names = {"H2", "MARIADB_10_11", "POSTGRESQL"})
  void noMoreOfAQueueRunThanItSaysAndTheLimitOfTheClusterHoldsAboveThem(TestDatabase kind) {
    EngineDatabase database = new EngineDatabase(kind, 6);
    database.createAtOnce("work", WORK);
    database.update("UPDATE execution SET queue = CONCAT('queue', MOD(id, 3))");
    set(database, "queue0", "max_concurrent = 1");
    set(database, "queue1", "max_concurrent = 3");

    run(database);

    Map<String, List<Ran>> byQueue = ran(database, "queue");
    assertThat(mostAtOnce(byQueue.get("queue0"))).isEqualTo(1);
    assertThat(mostAtOnce(byQueue.get("queue1"))).isEqualTo(3);
    List<Ran> all = byQueue.values().stream().flatMap(List::stream).toList();
    assertThat(mostAtOnce(all)).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestDatabase.class,
      names = {"H2", "MARIADB_10_11", "POSTGRESQL"})
  void noPeriodHoldsMoreStartsThanTheRateSays(TestDatabase kind) {
    EngineDatabase database = new EngineDatabase(kind, 16);
    database.createAtOnce("work", 30);
    set(database, "default", "rate_count = 10, rate_period_ms = 1000, rate_burst = 3");

    run(database, 30);

    List<Long> starts = ran(database, "queue").get("default").stream().map(Ran::startedAt).toList();
    for (int first = 0; first + 12 < starts.size(); first++) {
      assertThat(starts.get(first + 12) - starts.get(first)).isGreaterThanOrEqualTo(1_000_000);
    }
  }

  private static void set(EngineDatabase database, String queue, String settings) {
    database.update("INSERT INTO execution_queue (name, paused) VALUES (?, FALSE)", queue);
    database.update("UPDATE execution_queue SET " + settings + " WHERE name = ?", queue);
    database.update("UPDATE execution_gate SET queues = queues + 1");
  }

  private void run(EngineDatabase database) {
    run(database, WORK);
  }

  private void run(EngineDatabase database, int work) {
    try (LiveEngines engines = new LiveEngines(database, dataDir)) {
      for (int node = 0; node < 2; node++) {
        TestEnvironment around = new TestEnvironment(database, dataDir.resolve("node" + node));
        around.given.put("POLL_INTERVAL_MS", "200");
        engines
            .engine(
                around,
                16,
                (input, context) -> {
                  Thread.sleep(3);
                  return null;
                })
            .start();
      }
      await().atMost(PATIENCE).until(() -> database.count("completed") == work);
    }
  }

  private static Map<String, List<Ran>> ran(EngineDatabase database, String column) {
    return database
        .list(
            "SELECT %s, started_at, finished_at FROM execution ORDER BY started_at"
                .formatted(column),
            row -> new Ran(row.getString(1), row.getLong(2), row.getLong(3)))
        .stream()
        .collect(Collectors.groupingBy(Ran::group));
  }

  /** One transaction settles and claims: what ends at a time makes room for what begins then. */
  private static int mostAtOnce(List<Ran> runs) {
    List<Edge> edges = new ArrayList<>();
    runs.forEach(
        run -> {
          edges.add(new Edge(run.startedAt(), 1));
          edges.add(new Edge(run.finishedAt(), -1));
        });
    edges.sort(Comparator.comparingLong(Edge::at).thenComparingInt(Edge::change));
    int now = 0;
    int most = 0;
    for (Edge edge : edges) {
      now += edge.change();
      most = Math.max(most, now);
    }
    return most;
  }
}
