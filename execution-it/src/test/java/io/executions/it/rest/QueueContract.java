package io.executions.it.rest;

import static io.executions.it.rest.ProblemTranslation.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

interface QueueContract extends ServiceContract {
  @Test
  default void aPausedQueueStartsNothingUntilItIsSetAnew() {
    String name = "contract-" + System.nanoTime();
    String path = "/queues/" + name;
    Answer paused = put(path, "{\"paused\": true, \"maxConcurrent\": 3}");
    assertThat(paused.status()).as(paused.response().body()).isEqualTo(200);
    assertThat(paused.json().get("maxConcurrent").asInt()).isEqualTo(3);
    long id = service().create(say(name));
    assertThat(service().get(id).get("queue").asText()).isEqualTo(name);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> service().viewer().get(path).json().get("pending").asInt() == 1);
    assertProblem(service().admin().delete(path), 409);
    assertThat(names()).contains("default", name);
    JsonNode found = service().viewer().get("/executions?queue=" + name).json().get("items");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).get("id").asLong()).isEqualTo(id);

    assertThat(put(path, "{}").json().has("maxConcurrent")).isFalse();

    service().awaitStatus(id, "completed");
    assertThat(service().admin().delete(path).status()).isEqualTo(204);
    assertProblem(service().viewer().get(path), 404);
    assertThat(names()).doesNotContain(name);
  }

  @Test
  default void whatSharesAKeyRunsOneAfterTheOther() {
    String name = "contract-" + System.nanoTime();
    String path = "/queues/" + name;
    put(path, "{\"maxConcurrentPerKey\": 1}");
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ids.add(service().create(say(name) + ", \"concurrencyKey\": \"customer 42\""));
    }
    String end = "";
    for (long id : ids) {
      service().awaitStatus(id, "completed");
    }
    List<JsonNode> runs = new ArrayList<>(ids.stream().map(id -> service().get(id)).toList());
    runs.sort((one, other) -> started(one).compareTo(started(other)));
    for (JsonNode run : runs) {
      assertThat(started(run)).isGreaterThanOrEqualTo(end);
      end = run.get("finishedAt").asText();
    }
    service().admin().delete(path);
  }

  @Test
  default void oneKeyWithManyDoesNotKeepAnotherOneWaitingInAFairQueue() {
    String name = "contract-" + System.nanoTime();
    String path = "/queues/" + name;
    put(path, "{\"fair\": true, \"paused\": true}");
    List<Long> ids = new ArrayList<>();
    for (String key : List.of("flood", "flood", "flood", "flood", "drop")) {
      ids.add(service().create(say(name) + ", \"concurrencyKey\": \"" + key + "\""));
    }
    assertThat(put(path, "{\"fair\": true, \"maxConcurrent\": 1}").json().get("fair").asBoolean())
        .isTrue();
    ids.forEach(id -> service().awaitStatus(id, "completed"));

    List<JsonNode> runs = new ArrayList<>(ids.stream().map(id -> service().get(id)).toList());
    runs.sort((one, other) -> started(one).compareTo(started(other)));
    assertThat(runs.subList(0, 2)).extracting(run -> run.get("id").asLong()).contains(ids.get(4));
    service().admin().delete(path);
  }

  @Test
  default void namesAllFaultsOfAQueueAtOnce() {
    Answer wrong =
        put(
            "/queues/Wrong?x=1",
            """
            {"maxConcurrent": 0, "maxConcurrentPerKey": 10001, "paused": "yes", "fair": 1, "fast": true,
             "rateLimit": {"count": 3, "periodMs": 0, "burst": 4}}
            """);
    assertProblem(wrong, 400);
    assertThat(wrong.pointers())
        .containsExactlyInAnyOrder(
            "/x",
            "/name",
            "/maxConcurrent",
            "/maxConcurrentPerKey",
            "/paused",
            "/fair",
            "/fast",
            "/rateLimit/periodMs",
            "/rateLimit/burst");
    assertThat(wrong.response().body()).contains("set paused to true");
    assertProblem(service().admin().delete("/queues/default"), 409);
    assertProblem(service().admin().delete("/queues/nobody-has-set-it"), 404);
    assertProblem(put(service().operator(), "/queues/a", "{}"), 403);
  }

  private static String say(String queue) {
    return """
        "type": "command", "input": {"name": "say", "args": ["out", "err", "0"]}, "queue": "%s"
        """
        .formatted(queue);
  }

  private static String started(JsonNode execution) {
    return execution.get("startedAt").asText();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (JsonNode queue : service().viewer().get("/queues").json().get("items")) {
      names.add(queue.get("name").asText());
    }
    return names;
  }

  private Answer put(String path, String body) {
    return put(service().admin(), path, body);
  }

  private static Answer put(RestClient client, String path, String body) {
    return client
        .with("Content-Type", "application/json")
        .send("PUT", path, BodyPublishers.ofString(body));
  }
}
