package io.executions.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import io.executions.testing.MariaDbServer;
import io.executions.testing.TestLength;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Deploying the WAR again and again, in the server that goes on running, while it has work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedeployContract {
  private static final int TIMES = TestLength.of(3, 10);

  /** A pool breathes; a deployment that kept its connections would leave its three each time. */
  private static final int SPARE_SESSIONS = 5;

  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Path WAR = Path.of(System.getProperty("service.war")).normalize();
  private static final Path SERVERS = Path.of(System.getProperty("servers.directory"));
  private static final String TOKEN = "redeploy-test-admin-token";
  private static final String DREAM =
      "{\"type\":\"command\",\"input\":{\"name\":\"dream\"},\"maxAttempts\":1}";

  private final DatabaseSessions sessions = new DatabaseSessions(MariaDbServer.of("11.4.5"));
  private Neighbourhood neighbourhood;
  private ApplicationServer server;
  private ServiceClient client;

  /** Returns a server, not started, of an installation there and with a home here. */
  abstract ApplicationServer server(Path installations, Path home) throws IOException;

  /** Returns the name by which the server knows the data source on MariaDB. */
  abstract String dataSource();

  /** Returns a pattern of the class of the loaders, of which each deployment has one. */
  abstract String classLoader();

  /** Returns a pattern of the class of which the server has one object for each timer. */
  abstract String timer();

  @BeforeAll
  void startsTheServer() throws IOException {
    Path work = SERVERS.resolve("work").resolve(getClass().getSimpleName());
    FileTree.remove(work);
    neighbourhood = Neighbourhood.in(work.resolve("commands"));
    server = server(SERVERS, work.resolve("server"));
    Map<String, String> environment = new HashMap<>();
    environment.put("EXECUTION_ADMIN_TOKEN", TOKEN);
    environment.put("EXECUTION_COMMAND_DIR", neighbourhood.commands().toString());
    environment.put("EXECUTION_DATA_DIR", work.resolve("data").toString());
    environment.put("EXECUTION_DATA_SOURCE", dataSource());
    environment.put("EXECUTION_DB_URL", sessions.newDatabase());
    environment.put("EXECUTION_DB_USER", "root");
    environment.put("EXECUTION_DB_PASSWORD", "any-will-do");
    environment.put("EXECUTION_SHUTDOWN_GRACE_MS", "500");
    environment.put("POLL_INTERVAL_MS", "500");
    server.start(environment);
    server.defineMariaDb();
    client = new ServiceClient(server.address().resolve("/execution-service/"), TOKEN).within(MOST);
  }

  @AfterAll
  void endsTheServer() throws IOException {
    try (Neighbourhood leaving = neighbourhood;
        ApplicationServer ending = server) {
      assertThat(ending).isNotNull();
      assertThat(leaving).isNotNull();
    }
  }

  @Test
  void leavesNothingBehindTimeAfterTimeAndGoesOnWithWhatRan() throws IOException {
    server.deploy(WAR);
    client.awaitReady();
    long dreaming = client.post("api/executions", DREAM).json().getJsonNumber("id").longValue();
    client.awaitStatus(dreaming, "running");
    redeploy(dreaming, 2);
    Traces first = traces();
    for (int time = 1; time <= TIMES; time++) {
      redeploy(dreaming, 2 + time);
    }
    await().atMost(MOST).untilAsserted(() -> traces().assertNoMoreThan(first));
    assertThat(states()).containsOnly(Map.entry("polling", 1L), Map.entry("stopped", TIMES + 1L));
    System.out.printf("Redeployed %d times: %s, then %s%n", TIMES, first, traces());

    server.undeploy(WAR);
    await()
        .atMost(MOST)
        .untilAsserted(
            () -> {
              assertThat(ServerThreads.ofTheService(server.pid())).isEmpty();
              assertThat(traces().loaders()).isLessThan(first.loaders());
              assertThat(traces().timers()).isLessThan(first.timers());
            });
    assertThat(server.errors()).isEmpty();
  }

  private void redeploy(long dreaming, int attempt) throws IOException {
    server.deploy(WAR);
    client.awaitReady();
    client.awaitAttempt(dreaming, attempt);
    client.awaitStatus(dreaming, "running");
  }

  /**
   * What one deployment has of the server.
   *
   * @param threads that run the service's code
   * @param sessions of the server at the database
   * @param loaders of classes
   * @param timers that the server knows
   */
  private record Traces(int threads, long sessions, long loaders, long timers) {
    void assertNoMoreThan(Traces before) {
      assertThat(threads).as("threads").isLessThanOrEqualTo(before.threads);
      assertThat(loaders).as("class loaders").isLessThanOrEqualTo(before.loaders);
      assertThat(timers).as("timers").isLessThanOrEqualTo(before.timers);
      assertThat(sessions).as("sessions").isLessThanOrEqualTo(before.sessions + SPARE_SESSIONS);
    }
  }

  private Traces traces() throws IOException {
    return new Traces(
        ServerThreads.ofTheService(server.pid()).size(),
        sessions.count(),
        ServerHeap.loaders(server.pid(), classLoader()),
        ServerHeap.objects(server.pid(), timer()));
  }

  /** Returns how many nodes the cluster knows in each state. */
  private Map<String, Long> states() throws IOException {
    JsonArray nodes = client.get("api/status?nodes=all").json().getJsonArray("nodes");
    Map<String, Long> states = new HashMap<>();
    for (JsonObject node : nodes.getValuesAs(JsonObject.class)) {
      states.merge(node.getString("state"), 1L, Long::sum);
    }
    return states;
  }
}
