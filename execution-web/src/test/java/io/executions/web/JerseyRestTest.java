package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Role;
import io.executions.api.ServiceUnavailableException;
import io.executions.web.RestClient.Answer;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract over real HTTP on Jersey, and what needs a hand on the executions. */
class JerseyRestTest extends RestContract {
  private static final String HTTP =
      "{\"type\": \"http\", \"input\": {\"url\": \"https://example.com/\"}}";

  private static RestServer server;
  private static OpenApiDocument document;

  @BeforeAll
  static void start() throws Exception {
    document = OpenApiDocumentTest.built();
    server = new RestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void recover() {
    server.executions.recover();
    server.become(List.of());
  }

  @Override
  RestClient as(Role role) {
    return anonymous().with("Authorization", "Bearer " + role.jsonName());
  }

  @Override
  RestClient anonymous() {
    return new RestClient(server.uri(), document, List.of());
  }

  private CompletableFuture<Answer> post(RestClient client) {
    return CompletableFuture.supplyAsync(() -> client.post("/executions", HTTP));
  }

  private long newestId() {
    return as(Role.VIEWER).get("/executions?limit=1").json().at("/items/0/id").asLong(0);
  }

  @Test
  void answersAtOnceWhenAnExecutionEndsHere() throws Exception {
    long before = newestId();
    CompletableFuture<Answer> answer = post(as(Role.OPERATOR).with("Prefer", "wait=30"));
    Awaitility.await().until(() -> newestId() > before);
    long id = newestId();
    server.executions.complete(id, JsonValue.TRUE);
    server.tellEnd(id);
    Answer ended = answer.get(10, TimeUnit.SECONDS);
    assertThat(ended.json().get("status").asText()).isEqualTo("completed");
    assertThat(ended.header("Preference-Applied")).contains("wait=30");
  }

  @Test
  void seesAnEndOnAnotherNodeAtThePollAndAsksOnceForAll() throws Exception {
    int waiters = 8;
    long before = newestId();
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, waiters)
            .mapToObj(i -> post(as(Role.OPERATOR).with("Prefer", "wait=30")))
            .toList();
    Awaitility.await().until(() -> newestId() == before + waiters);
    int looksBefore = server.executions.looks();
    for (long id = before + 1; id <= before + waiters; id++) {
      server.executions.complete(id, JsonValue.NULL);
    }
    for (CompletableFuture<Answer> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS).json().get("status").asText())
          .isEqualTo("completed");
    }
    assertThat(server.executions.looks() - looksBefore).isLessThan(waiters);
  }

  @Test
  void aReplayMayWaitToo() throws Exception {
    RestClient keyed =
        as(Role.OPERATOR).with("Idempotency-Key", "replay-waits").with("Prefer", "wait=20");
    long before = newestId();
    CompletableFuture<Answer> first = post(keyed);
    Awaitility.await().until(() -> newestId() > before);
    long id = newestId();
    CompletableFuture<Answer> second = post(keyed);
    server.executions.complete(id, JsonValue.FALSE);
    server.tellEnd(id);
    assertThat(first.get(10, TimeUnit.SECONDS).id()).isEqualTo(id);
    Answer replayed = second.get(10, TimeUnit.SECONDS);
    assertThat(replayed.id()).isEqualTo(id);
    assertThat(replayed.header("Idempotency-Replayed")).contains("true");
  }

  @Test
  void aReplayOfARemovedExecutionStillTellsItsId() {
    RestClient keyed = as(Role.OPERATOR).with("Idempotency-Key", "removed");
    Answer created = keyed.post("/executions", HTTP);
    server.executions.remove(created.id());
    Answer replayed = keyed.post("/executions", HTTP);
    assertThat(replayed.status()).isEqualTo(201);
    assertThat(replayed.header("Location")).isEqualTo(created.header("Location"));
    assertThat(replayed.response().body()).isEqualTo("{\"id\":" + created.id() + "}");
  }

  @Test
  void cancelOfARunningExecutionIsAccepted() {
    long id = as(Role.OPERATOR).post("/executions", HTTP).id();
    server.executions.run(id);
    assertThat(as(Role.OPERATOR).post("/executions/" + id + "/cancel").status()).isEqualTo(202);
    assertThat(as(Role.OPERATOR).get("/executions/" + id + "/attempts").response().body())
        .contains("a detail");
    assertThat(as(Role.VIEWER).get("/executions/" + id + "/attempts").response().body())
        .contains("a message")
        .doesNotContain("a detail");
  }

  @Test
  void sendsClientsAwayWhileTheDatabaseIsAway() {
    server.executions.fail(new ServiceUnavailableException("jdbc://secret", null));
    Answer answer = as(Role.VIEWER).get("/stats");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isPresent();
    assertThat(answer.response().body()).doesNotContain("secret");
  }

  @Test
  void tellsNothingOfAnUnexpectedErrorButAReference() {
    server.executions.fail(new IllegalStateException("SELECT secret"));
    Answer answer = as(Role.VIEWER).get("/stats");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().get("instance").asText()).startsWith("urn:uuid:");
    assertThat(answer.response().body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void isNotReadyWhileSomethingStandsInTheWay() {
    server.become(List.of("the database is away"));
    Answer answer = anonymous().get("/health/ready");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().get("status").asText()).isEqualTo("down");
    assertThat(anonymous().get("/health/live").status()).isEqualTo(200);
  }
}
