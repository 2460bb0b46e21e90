package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.port.Role;
import io.executions.web.RestClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

interface WaitContract extends ServiceContract {
  @Test
  default void answersAsSoonAsTheExecutionHasEnded() throws IOException {
    Instant start = Instant.now();
    Answer waited = wait(30, Commands.request("note", service().commands().newNote(), 1, 1));
    assertThat(waited.status()).isEqualTo(201);
    assertThat(waited.json().get("status").asText()).isEqualTo("completed");
    assertThat(waited.header("Preference-Applied")).contains("wait=30");
    assertThat(waited.header("Location")).isPresent();
    assertThat(Duration.between(start, Instant.now()))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  @Test
  default void answersWhenTheTimeIsOverWithTheExecutionAsItIs() {
    Instant start = Instant.now();
    Answer waited = wait(2, Service.later());
    assertThat(waited.status()).isEqualTo(201);
    assertThat(waited.json().get("status").asText()).isEqualTo("pending");
    assertThat(waited.header("Preference-Applied")).contains("wait=2");
    assertThat(Instant.now()).isAfterOrEqualTo(start.plusSeconds(2));
  }

  /** It took the stack, and so was a 500, when the execution had been created already. */
  @Test
  default void readsAPreferenceOfAnyLength() {
    for (String preference : List.of("a;" + "x".repeat(7000), "a=\"" + "\\\"".repeat(3000))) {
      Answer answer =
          service()
              .operator()
              .with("Prefer", preference)
              .post("/executions", "{" + Service.later() + "}");
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.header("Preference-Applied")).isEmpty();
    }
  }

  @Test
  default void waitsForWhatAnEarlierRequestCreated() throws IOException {
    var keyed = service().operator().with("Idempotency-Key", "wait-" + System.nanoTime());
    String body = "{" + Commands.request("note", service().commands().newNote(), 1, 1) + "}";
    Answer first = keyed.post("/executions", body);
    Answer second = keyed.with("Prefer", "wait=30").post("/executions", body);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.header("Idempotency-Replayed")).contains("true");
    assertThat(second.json().get("status").asText()).isEqualTo("completed");
  }

  @Test
  default void holdsNoThreadForThoseWhoWait() {
    // More than the server has threads for requests: if each held one, nobody else got through.
    int clients = 250;
    service().change("\"paused\": true");
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, clients)
            .mapToObj(i -> http.sendAsync(waitingRequest(), BodyHandlers.ofString()))
            .toList();
    Awaitility.await().until(() -> waited().size() >= clients);
    for (int i = 0; i < 20; i++) {
      assertThat(service().viewer().get("/types").status()).isEqualTo(200);
    }
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    for (long id : waited()) {
      service().operator().post("/executions/" + id + "/cancel");
    }
    for (var waiter : waiting) {
      assertThat(waiter.join().statusCode()).isEqualTo(201);
      assertThat(waiter.join().headers().firstValue("Preference-Applied")).contains("wait=60");
      assertThat(waiter.join().body()).contains("cancelled");
    }
  }

  private HttpRequest waitingRequest() {
    return HttpRequest.newBuilder(URI.create(service().api() + "/executions"))
        .header("Authorization", "Bearer " + Service.token(Role.OPERATOR))
        .header("Content-Type", "application/json")
        .header("Prefer", "wait=60")
        .POST(BodyPublishers.ofString("{" + Commands.request("environment") + "}"))
        .build();
  }

  /** Returns the ids of the pending commands: while it is paused, what waiting clients created. */
  private List<Long> waited() {
    List<Long> ids = new ArrayList<>();
    service()
        .viewer()
        .get("/executions?limit=500&status=pending&type=command")
        .json()
        .get("items")
        .forEach(execution -> ids.add(execution.get("id").asLong()));
    return ids;
  }

  private Answer wait(int seconds, String members) {
    return service()
        .operator()
        .with("Prefer", "wait=" + seconds)
        .post("/executions", "{" + members + "}");
  }
}
