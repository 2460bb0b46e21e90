package io.executions.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the WAR does on every kind of server, with the data source that the server brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class DeploymentContract {
  private static final Path WAR = Path.of(System.getProperty("service.war")).normalize();
  private static final Path SERVERS = Path.of(System.getProperty("servers.directory"));
  private static final String TOKEN = "smoke-test-admin-token";
  private static final String DREAM = "{\"type\":\"command\",\"input\":{\"name\":\"dream\"}}";
  static final String GREET =
      "{\"type\":\"command\",\"input\":{\"name\":\"greet\",\"args\":[\"server\"]}}";

  private Neighbourhood neighbourhood;
  private ApplicationServer server;
  private ServiceClient client;

  /** Returns a server, not started, of an installation there and with a home here. */
  abstract ApplicationServer server(Path installations, Path home) throws IOException;

  @BeforeAll
  void deploysAndBecomesReady() throws IOException {
    Path work = SERVERS.resolve("work").resolve(getClass().getSimpleName());
    FileTree.remove(work);
    neighbourhood = Neighbourhood.in(work.resolve("commands"));
    server = server(SERVERS, work.resolve("server"));
    server.start(
        Map.of(
            "EXECUTION_ADMIN_TOKEN", TOKEN,
            "EXECUTION_COMMAND_DIR", neighbourhood.commands().toString(),
            "EXECUTION_DATA_DIR", work.resolve("data").toString(),
            "EXECUTION_HTTP_ALLOW", "127.0.0.0/8",
            "EXECUTION_MAX_CONCURRENT", "4",
            "EXECUTION_SHUTDOWN_GRACE_MS", "2000",
            "POLL_INTERVAL_MS", "500"));
    client =
        new ServiceClient(server.address().resolve("/execution-service/"), TOKEN)
            .within(ApplicationServer.MOST);
    server.deploy(WAR);
    client.awaitReady();
  }

  @AfterAll
  void endsTheServer() throws IOException {
    try (Neighbourhood leaving = neighbourhood;
        ApplicationServer ending = server) {
      assertThat(ending).isNotNull();
      assertThat(leaving).isNotNull();
    }
  }

  /** Returns the service. */
  ServiceClient client() {
    return client;
  }

  @Test
  void runsACommandToItsEnd() throws IOException {
    long id = create(GREET);
    client.awaitStatus(id, "completed");

    JsonObject execution = client.execution(id);
    assertThat(execution.getJsonObject("output").getString("stdout")).isEqualTo("Hello, server\n");
    assertThat(execution.getInt("attempt")).isEqualTo(1);
  }

  @Test
  void callsAnHttpServer() throws IOException {
    long id = create("{\"type\":\"http\",\"input\":{\"url\":\"" + neighbourhood.address() + "\"}}");
    client.awaitStatus(id, "completed");

    JsonObject output = client.execution(id).getJsonObject("output");
    assertThat(output.getInt("status")).isEqualTo(200);
    assertThat(output.getString("body")).isEqualTo("good day");
  }

  @Test
  void cancelsARunningExecution() throws IOException {
    long id = create(DREAM);
    client.awaitStatus(id, "running");

    assertThat(client.post("api/executions/" + id + "/cancel").status()).isEqualTo(202);
    client.awaitStatus(id, "cancelled");
  }

  /** Again and again: what hears of an end must leave the next one as it was. */
  @RepeatedTest(3)
  void answersOnlyAtTheEndWhenAskedToWait() throws IOException {
    Answer answer = client.post("api/executions", GREET, "Prefer", "wait=30");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
    assertThat(answer.json().getString("status")).isEqualTo("completed");
  }

  @Test
  void answersARepeatedCreationWithTheFirst() throws IOException {
    Answer first = client.post("api/executions", GREET, "Idempotency-Key", "order-1");
    Answer repeated = client.post("api/executions", GREET, "Idempotency-Key", "order-1");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(repeated.status()).isEqualTo(201);
    assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(repeated.header("Location")).isEqualTo(first.header("Location"));
  }

  @ParameterizedTest
  @CsvSource({
    "404, GET, api/nothing, ''",
    "404, GET, api, ''",
    "404, GET, api/, ''",
    "404, GET, api/executions/123456789, ''",
    "404, GET, nothing, ''",
    "404, GET, problem, ''",
    "405, DELETE, api/stats, ''",
    "405, PATCH, api/stats, ''",
    "400, POST, api/executions, '{'",
    "400, POST, api/executions, '{\"type\":\"unheard.of\"}'",
    "400, GET, api/executions?limit=0, ''"
  })
  void describesAProblemInADocument(int status, String method, String path, String body)
      throws IOException {
    Answer answer = client.send(method, path, body);

    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().getInt("status")).isEqualTo(status);
  }

  @Test
  void describesAWrongMediaTypeInADocument() throws IOException {
    Answer answer = client.post("api/executions", GREET, "Content-Type", "text/plain");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void letsNobodyInWithoutAToken() throws IOException {
    Answer answer = client.send("GET", "api/executions", "", "Authorization", "Bearer wrong");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void servesTheOpenApiDocument() throws IOException {
    Answer answer = client.get("api/openapi.yaml");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith("---\nopenapi: 3.").contains("/executions/batch");
  }

  @Test
  void showsAPage() throws IOException {
    Answer answer = client.get("");

    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body()).contains("Execution Service");
  }

  @Test
  @Order(Order.DEFAULT + 1)
  void comesBackWhenDeployedAnewAndTakesUpWhatRan() throws IOException {
    long ended = create(GREET);
    client.awaitStatus(ended, "completed");
    long dreaming = create(DREAM);
    client.awaitStatus(dreaming, "running");

    server.deploy(WAR);
    client.awaitReady();

    assertThat(client.execution(ended).getString("status")).isEqualTo("completed");
    client.awaitAttempt(dreaming, 2);
    client.awaitStatus(dreaming, "running");
    client.post("api/executions/" + dreaming + "/cancel");
    client.awaitStatus(dreaming, "cancelled");
  }

  @Test
  @Order(Order.DEFAULT + 2)
  void listensOnTheLoopbackAddressOnly() throws IOException {
    assertThat(LoopbackPorts.listening(server.pid())).contains(server.address().getPort());
    assertThat(LoopbackPorts.listeningBeyondLoopback(server.pid())).isEmpty();
  }

  /** Comes late: whoever looks makes the JDK listen on all addresses. */
  @Test
  @Order(Order.DEFAULT + 3)
  void showsItsPollerByJmxAndLetsItBeSteered() throws Exception {
    try (PollerConsole console = PollerConsole.of(server.pid())) {
      assertThat(console.application()).isEqualTo("execution-service");
      assertThat(console.attribute("Initialized")).isEqualTo(true);
      assertThat(console.attribute("PollIntervalMillis")).isEqualTo(500L);
      assertThat(console.attribute("Node")).isNotNull();
      assertThat(console.attribute("LastPollAt")).isNotNull();
      assertThat(console.attribute("NextPollAt")).isNotNull();
      assertThat(console.attribute("TimerSuspended")).isEqualTo(false);
      console.operate("poll");

      console.operate("shutdown");
      assertThat(console.attribute("Initialized")).isEqualTo(false);
      long waiting = create(GREET);
      assertThat(client.execution(waiting).getString("status")).isEqualTo("pending");
      console.operate("initialize");
      assertThat(console.attribute("Initialized")).isEqualTo(true);
      client.awaitStatus(waiting, "completed");
      client.awaitReady();
    }
  }

  @Test
  @Order(Order.DEFAULT + 4)
  void leavesNoThreadBehindWhenUndeployed() throws IOException {
    assertThat(ServerThreads.ofTheService(server.pid())).isNotEmpty();

    server.undeploy(WAR);

    assertThat(ServerThreads.ofTheService(server.pid())).isEmpty();
    assertThat(client.get("api/health/live").status()).isEqualTo(404);
  }

  @Test
  @Order(Order.DEFAULT + 5)
  void letsTheServerLogNoError() throws IOException {
    assertThat(server.errors()).isEmpty();
  }

  long create(String request) throws IOException {
    Answer answer = client.post("api/executions", request);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getJsonNumber("id").longValue();
  }
}
