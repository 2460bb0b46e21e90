package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A transactional handler raises a number; however often it is killed, the number is right. */
class TransactionalKillIT {
  private static final int BATCH = 200;

  /** A batch takes 1.5 s, so that a kill within 0.5 s of its first completion is in its middle. */
  private static final int WORK_MILLIS = 30;

  private static final String COUNTED_AND_COMPLETED =
      """
      SELECT (SELECT n FROM counter),
             (SELECT COUNT(*) FROM execution WHERE type = 'count' AND status = 'completed'),
             (SELECT COUNT(*) FROM execution WHERE type = 'count' AND status = 'pending')""";

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource("io.executions.it.process.DatabaseTurn#databases")
  void countsEachCompletedExecutionOnceThoughKilled(DatabaseKind database) throws Exception {
    Random random = KilledService.random("Transactions on " + database);
    int kills = KilledService.kills(3);
    Installation installation =
        database
            .use(new Installation(home))
            .archive(HandlerArchive.in(home, CounterHandler.class, CounterHandler.Table.class))
            .with("EXECUTION_MAX_CONCURRENT", "4");
    try (KilledService service = KilledService.start(installation, random)) {
      ServiceClient client = installation.client();
      int created = 0;
      long counted = 0;
      int hits = 0;
      for (int kill = 1; kill <= kills; kill++) {
        int done = completed(client);
        created += create(client);
        await().pollInterval(Duration.ofMillis(20)).until(() -> completed(client) > done);
        service.killWithin(500);
        List<Long> figures = figures(installation);
        System.out.printf(
            "Transactions on %s, kill %d: counter %d, completed %d, pending %d%n",
            database, kill, figures.get(0), figures.get(1), figures.get(2));
        assertThat(figures.get(0)).isEqualTo(figures.get(1));
        hits += figures.get(0) > counted && figures.get(2) > 0 ? 1 : 0;
        counted = figures.get(0);
        service.restart();
        service.process().awaitReady();
      }
      Settled.await(client);
      List<JsonObject> completed = client.executions("type=count&status=completed");
      service.killWithin(1);
      List<Long> figures = figures(installation);
      System.out.printf(
          "Transactions on %s: %d kills, %d of them in the middle of work; created %d,"
              + " completed %d, counter %d%n",
          database, kills, hits, created, figures.get(1), figures.get(0));
      assertThat(figures).containsExactly((long) created, (long) created, 0L);
      assertThat(completed).hasSize(created);
      assertThat(hits).as("kills in the middle of work").isPositive();
    }
  }

  private static int create(ServiceClient client) throws Exception {
    JsonArrayBuilder items = Json.createArrayBuilder();
    for (int number = 0; number < BATCH; number++) {
      items.add(
          Json.createObjectBuilder()
              .add("type", CounterHandler.TYPE)
              .add("input", WORK_MILLIS)
              .add("maxAttempts", 100));
    }
    var answer =
        client.post("api/executions/batch", Json.createObjectBuilder().add("items", items).build());
    assertThat(answer.status()).isEqualTo(201);
    return BATCH;
  }

  private static int completed(ServiceClient client) throws Exception {
    return client.get("api/stats").json().getInt("completed");
  }

  private static List<Long> figures(Installation installation) throws Exception {
    try (DatabaseView view = DatabaseView.of(installation)) {
      return view.row(COUNTED_AND_COMPLETED);
    }
  }
}
