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
import org.junit.jupiter.params.provider.CsvSource;

/** Several engines with a backlog, of which the first has taken the whole limit. */
class EngineFairnessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration UNTIL_SHARED = Duration.ofMillis(500);

  @TempDir Path dataDir;

  private record Ended(String node, long startedAt, long finishedAt) {}

  private record Edge(long at, int change) {}

  @ParameterizedTest
  @CsvSource({
    "MARIADB_10_11, 2, 16, 20,  600",
    "MARIADB_10_11, 3, 48, 200, 500",
    "MARIADB_10_11, 3, 2,  20,  250",
    "POSTGRESQL,    3, 16, 20,  600",
  })
  void eachNodeRunsItsShareAndTheLimitIsExact(
      TestDatabase kind, int nodes, int limit, long millis, int measured) {
    EngineDatabase database = new EngineDatabase(kind, limit);
    database.createAtOnce("work", 10_000);
    try (LiveEngines engines = new LiveEngines(database, dataDir)) {
      for (int node = 0; node < nodes; node++) {
        start(engines, database, node, millis);
      }
      await().atMost(PATIENCE).until(() -> allHaveEndedOne(database, nodes));
      long from = lastBeginning(database) + UNTIL_SHARED.toNanos() / 1000;
      await().atMost(PATIENCE).until(() -> endedSince(database, from) >= measured);
      database.update("UPDATE execution_gate SET paused = TRUE");
      await().atMost(PATIENCE).until(() -> database.count("running") == 0);

      List<Ended> all = ended(database);
      long to =
          all.stream()
              .mapToLong(Ended::finishedAt)
              .filter(at -> at >= from)
              .sorted()
              .skip(measured - 1)
              .findFirst()
              .orElseThrow();
      Map<String, Double> slots = slots(all, from, to);
      // Of what was held: how long a slot stays empty between two runs is the machine's affair.
      double equal = slots.values().stream().mapToDouble(held -> held).sum() / nodes;
      assertThat(slots).hasSize(nodes);
      assertThat(slots.values())
          .as("%s, of %s each", slots, equal)
          .allMatch(held -> Math.abs(held - equal) <= tolerance(equal));
      double most = (double) limit / nodes;
      assertThat(slots.values())
          .as("%s, of %s at most", slots, most)
          .allMatch(held -> held <= most + tolerance(most));
      assertThat(mostAtOnce(all)).isEqualTo(limit);
    }
  }

  /** A fifth, or one slot where nodes are less than slots. */
  private static double tolerance(double equal) {
    return equal < 1 ? equal / 5 : Math.max(equal / 5, 1);
  }

  /** Returns how many slots each node held on the average in that time. */
  private static Map<String, Double> slots(List<Ended> all, long from, long to) {
    return all.stream()
        .filter(ended -> ended.finishedAt() > from && ended.startedAt() < to)
        .collect(
            Collectors.groupingBy(
                Ended::node,
                Collectors.summingDouble(
                    ended ->
                        (Math.min(to, ended.finishedAt()) - Math.max(from, ended.startedAt()))
                            / (double) (to - from))));
  }

  /** The first has all slots before another comes. */
  private void start(LiveEngines engines, EngineDatabase database, int node, long millis) {
    TestEnvironment around = new TestEnvironment(database, dataDir.resolve("node" + node));
    Engine engine =
        engines.engine(
            around,
            64,
            (input, context) -> {
              Thread.sleep(millis);
              return null;
            });
    engine.start();
    await().atMost(PATIENCE).until(() -> node > 0 || database.count("completed") > 0);
  }

  private static boolean allHaveEndedOne(EngineDatabase database, int nodes) {
    return database
            .list(
                "SELECT COUNT(DISTINCT node) FROM execution WHERE stage = 'completed'",
                row -> row.getInt(1))
            .get(0)
        == nodes;
  }

  private static long lastBeginning(EngineDatabase database) {
    return database
        .list(
            """
            SELECT MIN(started_at) FROM execution WHERE stage = 'completed' GROUP BY node
             ORDER BY 1 DESC
            """,
            row -> row.getLong(1))
        .get(0);
  }

  private static long endedSince(EngineDatabase database, long from) {
    return database
        .list("SELECT COUNT(*) FROM execution WHERE finished_at >= ?", row -> row.getLong(1), from)
        .get(0);
  }

  private static List<Ended> ended(EngineDatabase database) {
    return database.list(
        "SELECT node, started_at, finished_at FROM execution WHERE stage = 'completed'",
        row -> new Ended(row.getString(1), row.getLong(2), row.getLong(3)));
  }

  /** One transaction settles and claims: what ends at a time makes room for what begins then. */
  private static int mostAtOnce(List<Ended> all) {
    List<Edge> edges = new ArrayList<>();
    all.forEach(
        ended -> {
          edges.add(new Edge(ended.startedAt(), 1));
          edges.add(new Edge(ended.finishedAt(), -1));
        });
    edges.sort(Comparator.comparingLong(Edge::at).thenComparingInt(Edge::change));
    int running = 0;
    int most = 0;
    for (Edge edge : edges) {
      running += edge.change();
      most = Math.max(most, running);
    }
    return most;
  }
}
