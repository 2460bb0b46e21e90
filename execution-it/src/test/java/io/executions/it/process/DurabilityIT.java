package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.executions.it.service.ServiceClient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Creates as much as it takes and kills the service meanwhile: what was acknowledged is done. */
class DurabilityIT {
  private static final int CLIENTS = 6;
  private static final int MORE = 50;

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
  @MethodSource("io.executions.it.process.DatabaseTurn#databases")
  void bringsEveryAcknowledgedExecutionToItsEndThoughKilledUnderLoad(DatabaseKind database)
      throws Exception {
    Random random = KilledService.random("Durability on " + database);
    int kills = KilledService.kills(1);
    Installation installation =
        database
            .use(new Installation(home))
            .with("EXECUTION_MAX_CONCURRENT", "16")
            .with("EXECUTION_HTTP_ALLOW", "127.0.0.1");
    try (KilledService service = KilledService.start(installation, random)) {
      ServiceClient client = installation.client();
      CreationLoad load = CreationLoad.start(client, CLIENTS, Duration.ZERO, this::call);
      for (int kill = 1; kill <= kills; kill++) {
        awaitMore(load);
        service.killWithin(2000);
        assertStored(installation, load.ids());
        service.restart();
        service.process().awaitReady();
      }
      load.stop();
      Settled.await(client);

      Collection<Long> acknowledged = load.ids();
      assertThat(load.unexpected()).isEmpty();
      assertThat(acknowledged).doesNotHaveDuplicates();
      assertThat(Settled.ids(client, "status=completed"))
          .as("one completed execution for each idempotency key, and no other")
          .containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(called).containsAll(load.keys());
      System.out.printf(
          "Durability on %s: %d kills, %d executions acknowledged and completed,"
              + " %d requests without an answer, %d of them done nevertheless%n",
          database, kills, acknowledged.size(), load.unanswered(), load.replayed());
    }
  }

  private static void awaitMore(CreationLoad load) {
    int enough = load.ids().size() + MORE;
    await().atMost(Duration.ofMinutes(1)).until(() -> load.ids().size() >= enough);
  }

  private JsonObject call(String key) {
    String url = "http://127.0.0.1:%d/%s".formatted(target.getAddress().getPort(), key);
    return Json.createObjectBuilder()
        .add("type", "http")
        .add("input", Json.createObjectBuilder().add("url", url))
        .build();
  }

  private static void assertStored(Installation installation, Collection<Long> acknowledged)
      throws Exception {
    try (DatabaseView view = DatabaseView.of(installation)) {
      assertThat(new HashSet<>(view.ids("SELECT id FROM execution"))).containsAll(acknowledged);
    }
  }
}
