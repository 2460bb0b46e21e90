package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Creates as much as it takes and kills the service meanwhile: what was acknowledged is done. */
class DurabilityIT {
  private static final int CLIENTS = 6;

  @TempDir private Path home;
  private final Set<String> called = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private HttpServer target;

  @BeforeEach
  void listen() throws Exception {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.setExecutor(threads);
    target.createContext(
        "/",
        exchange -> {
          called.add(exchange.getRequestURI().getPath().substring(1));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    target.start();
  }

  @AfterEach
  void stopListening() {
    target.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void bringsEveryAcknowledgedExecutionToItsEndThoughKilledUnderLoad(DatabaseKind database)
      throws Exception {
    Random random = KilledService.random("Durability on " + database);
    int kills = KilledService.kills(2);
    Installation installation =
        database
            .use(new Installation(home))
            .with("EXECUTION_MAX_CONCURRENT", "16")
            .with("EXECUTION_HTTP_ALLOW", "127.0.0.1");
    try (KilledService service = KilledService.start(installation, random)) {
      ServiceClient client = installation.client();
      CreationLoad load = CreationLoad.start(client, CLIENTS, Duration.ZERO, this::call);
      for (int kill = 1; kill <= kills; kill++) {
        service.killWithin(3000);
        assertStored(installation, load.ids());
        service.restart();
        service.process().awaitReady();
      }
      load.stop();
      awaitEnd(client);

      Collection<Long> acknowledged = load.acknowledged().values();
      assertThat(load.unexpected()).isEmpty();
      assertThat(acknowledged).doesNotHaveDuplicates();
      assertThat(ids(client.executions("status=completed")))
          .as("one completed execution for each idempotency key, and no other")
          .containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(called).containsAll(load.acknowledged().keySet());
      System.out.printf(
          "Durability on %s: %d kills, %d executions acknowledged and completed,"
              + " %d requests cut off, %d of them done nevertheless%n",
          database, kills, acknowledged.size(), load.unanswered(), load.replayed());
    }
  }

  private JsonObject call(String key) {
    String url = "http://127.0.0.1:%d/%s".formatted(target.getAddress().getPort(), key);
    return Json.createObjectBuilder()
        .add("type", "http")
        .add("input", Json.createObjectBuilder().add("url", url))
        .build();
  }

  private static void assertStored(Installation installation, Set<Long> acknowledged)
      throws Exception {
    try (DatabaseView view = DatabaseView.of(installation)) {
      assertThat(new HashSet<>(view.ids("SELECT id FROM execution"))).containsAll(acknowledged);
    }
  }

  private static void awaitEnd(ServiceClient client) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              JsonObject stats = client.get("/api/stats").body();
              return stats.getInt("pending") + stats.getInt("running") == 0;
            });
  }

  private static List<Long> ids(List<JsonObject> executions) {
    return executions.stream().map(each -> each.getJsonNumber("id").longValue()).toList();
  }
}
