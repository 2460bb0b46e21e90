package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed in the middle of a bulk: another one goes on where it was. */
class BulkKillIT {
  private static final int BATCHES = 20;
  private static final int BATCH = 1000;
  private static final int ALL = BATCHES * BATCH;
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final JsonObject FILTER =
      Json.createObjectBuilder()
          .add("filter", Json.createObjectBuilder().add("type", "http"))
          .build();

  @TempDir private Path home;

  @Test
  void anotherNodeGoesOnAndNothingIsDoneTwice() throws Exception {
    Installation one =
        new Installation(home.resolve("one"))
            .on(ServerKind.MARIADB.shared())
            .with("EXECUTION_NODE_NAME", "one")
            .with("EXECUTION_LEASE_MS", "3000");
    Installation two = one.beside(home.resolve("two")).with("EXECUTION_NODE_NAME", "two");
    try (ServiceProcess first = one.start().awaitReady();
        ServiceProcess second = two.start().awaitReady();
        DatabaseView view = DatabaseView.of(one)) {
      for (int batch = 0; batch < BATCHES; batch++) {
        create(one.client());
      }
      long began = System.nanoTime();
      var asked = one.client().post("api/executions/cancel", FILTER);
      assertThat(asked.status()).isEqualTo(202);
      String path = "api/bulk/" + asked.id();
      await()
          .atMost(MOST)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> view.row("SELECT done FROM execution_bulk").get(0) > 0);
      String owner =
          view.rows("SELECT n.name FROM execution_node n JOIN execution_bulk b ON b.node_id = n.id")
              .get(0)
              .get(0);
      (owner.equals("one") ? first : second).kill();
      long before = view.row("SELECT done FROM execution_bulk").get(0);
      ServiceClient survivor = (owner.equals("one") ? two : one).client();

      await()
          .atMost(MOST)
          .until(() -> !survivor.get(path).json().getString("state").equals("running"));

      JsonObject bulk = survivor.get(path).json();
      System.out.printf(
          "A bulk over %d executions: node %s was killed after %d, all done after %d ms%n",
          ALL, owner, before, Duration.ofNanos(System.nanoTime() - began).toMillis());
      assertThat(before).as("killed in the middle").isBetween(1L, ALL - 1L);
      assertThat(bulk.getString("state")).isEqualTo("completed");
      assertThat(bulk.getInt("matched")).isEqualTo(ALL);
      assertThat(bulk.getInt("done") + bulk.getInt("skipped") + bulk.getInt("failed"))
          .isEqualTo(ALL);
      assertThat(bulk.getInt("done")).isEqualTo(ALL);
      assertThat(view.rows("SELECT status, revision, COUNT(*) FROM execution GROUP BY 1, 2"))
          .containsExactly(List.of("cancelled", "2", Integer.toString(ALL)));
      await().atMost(MOST).until(() -> survivor.get("api/stats").json().getInt("cancelled") == ALL);
    }
  }

  private static void create(ServiceClient client) throws IOException {
    JsonArrayBuilder items = Json.createArrayBuilder();
    for (int number = 0; number < BATCH; number++) {
      items.add(
          Json.createObjectBuilder()
              .add("type", "http")
              .add("input", Json.createObjectBuilder().add("url", "http://127.0.0.1:9/"))
              .add("runAt", "2999-01-01T00:00:00Z"));
    }
    var answer =
        client.post("api/executions/batch", Json.createObjectBuilder().add("items", items).build());
    assertThat(answer.status()).isEqualTo(201);
  }
}
