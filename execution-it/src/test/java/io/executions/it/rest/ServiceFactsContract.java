package io.executions.it.rest;

import static io.executions.it.rest.ProblemTranslation.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

interface ServiceFactsContract extends ServiceContract {
  @Test
  default void countsExecutionsInEachStatus() {
    JsonNode before = stats();
    service().awaitEnd(service().create(Commands.request("say", "a", "b", 0)));
    service().awaitEnd(service().create(Commands.request("say", "a", "b", 1)));
    service().createForLater();
    JsonNode after = stats();
    for (String status : List.of("completed", "failed", "pending")) {
      assertThat(after.get(status).asLong()).isEqualTo(before.get(status).asLong() + 1);
    }
    long sum = 0;
    for (String status : List.of("pending", "running", "completed", "failed", "cancelled")) {
      sum += after.get(status).asLong();
    }
    assertThat(after.get("total").asLong()).isEqualTo(sum);
    assertThat(after.get("pendingCapped").asBoolean()).isFalse();
  }

  @Test
  default void tellsWhatTheClusterIsDoing() {
    JsonNode status = service().viewer().get("/status").json();
    assertThat(status.get("initialized").asBoolean()).isTrue();
    assertThat(status.get("pollIntervalMs").asInt()).isEqualTo(2000);
    assertThat(status.get("maxConcurrentExecutions").asInt()).isEqualTo(20);
    assertThat(status.get("paused").asBoolean()).isFalse();
    assertThat(status.get("node").asText()).isEqualTo("arquillian");
    JsonNode node = status.at("/nodes/0");
    assertThat(node.get("state").asText()).isEqualTo("polling");
    assertThat(node.get("workers").asInt()).isEqualTo(64);
    assertThat(node.at("/timer/intervalMs").asInt()).isEqualTo(2000);
    assertThat(node.at("/timer").has("lastError")).isFalse();
  }

  @Test
  default void listsTheNodesThatLiveAndTheGoneOnesOnRequest() {
    JsonNode living = service().viewer().get("/status?nodes=living").json().get("nodes");
    assertThat(living).hasSize(1);
    JsonNode all = service().viewer().get("/status?nodes=all").json().get("nodes");
    assertThat(all.size()).isGreaterThanOrEqualTo(1);
    assertThat(all.findValuesAsText("state")).contains("polling");

    for (String wrong : new String[] {"nodes=ALL", "nodes=", "nodes=all&nodes=all"}) {
      Answer refused = service().viewer().get("/status?" + wrong);
      assertProblem(refused, 400);
      assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/nodes");
    }
    assertProblem(service().viewer().get("/status?state=all"), 400);
  }

  @Test
  default void listsTheTypesThatCanBeCreated() {
    List<String> types = new ArrayList<>();
    for (JsonNode item : service().viewer().get("/types").json().get("items")) {
      types.add(item.get("type").asText());
      assertThat(item.get("nodes")).hasSize(1);
      assertThat(item.get("exampleInput").isObject()).isTrue();
    }
    assertThat(types).containsExactly("command", "http");
  }

  @Test
  default void changesTheSettingsThatAreGivenAndKeepsTheOthers() {
    Answer changed =
        service().admin().patch("/settings", "{\"maxConcurrentExecutions\": 7, \"paused\": true}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().get("maxConcurrentExecutions").asInt()).isEqualTo(7);
    assertThat(changed.json().get("retention").asText()).isEqualTo("P30D");
    assertThat(service().admin().patch("/settings", "{\"retention\": \"none\"}").json())
        .isEqualTo(service().viewer().get("/settings").json());
    assertThat(service().viewer().get("/status").json().get("paused").asBoolean()).isTrue();
    await().untilAsserted(() -> assertThat(warnings()).contains("The cluster is paused"));
    service().change("\"retention\": \"P30D\", \"paused\": false");
    await().untilAsserted(() -> assertThat(warnings()).doesNotContain("paused"));
    Answer merged =
        service()
            .admin()
            .with("Content-Type", "application/merge-patch+json")
            .send("PATCH", "/settings", BodyPublishers.ofString("{}"));
    assertThat(merged.status()).isEqualTo(200);
  }

  private String warnings() {
    Answer ready = service().viewer().get("/health/ready");
    assertThat(ready.status()).isEqualTo(200);
    return ready.json().get("warnings").toString();
  }

  @Test
  default void namesAllFaultsOfSettingsAtOnce() {
    Answer refused =
        service()
            .admin()
            .patch(
                "/settings",
                "{\"maxConcurrentExecutions\": 0, \"paused\": 1, \"retention\": \"x\", \"y\": 2}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.pointers())
        .containsExactlyInAnyOrder("/maxConcurrentExecutions", "/paused", "/retention", "/y");
  }

  @Test
  default void tellsEverybodyOfItsHealthAndItsInterface() {
    assertThat(service().anonymous().get("/health/live").json().get("status").asText())
        .isEqualTo("up");
    Answer ready = service().anonymous().get("/health/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().get("problems")).isEmpty();
    Answer document = service().anonymous().get("/openapi.yaml");
    assertThat(document.status()).isEqualTo(200);
    assertThat(document.header("Content-Type").orElseThrow()).startsWith("application/yaml");
    Answer json = service().anonymous().get("/openapi.json");
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(json.json()).isEqualTo(service().document().root());
    assertThat(service().document().operations())
        .contains("POST /executions", "POST /executions/batch", "GET /status", "PATCH /settings");
  }

  private JsonNode stats() {
    return service().viewer().get("/stats").json();
  }
}
