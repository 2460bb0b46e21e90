package io.executions.it.rest;

import static io.executions.it.rest.ProblemTranslation.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who did what is written down, once. */
interface AuditContract extends ServiceContract {
  /** Operations that change something and leave nothing in the audit, and why. */
  Map<String, String> NOT_WRITTEN_DOWN =
      Map.of(
          "createExecution", "the execution itself tells createdBy",
          "createExecutions", "the executions themselves tell createdBy",
          "previewSchedule", "it changes nothing",
          "signIn", "it changes nothing that others see; what was refused is counted",
          "signOut", "it changes nothing that others see",
          "stopBulk", "it does, but here a bulk has ended before it can be stopped");

  @Test
  default void everyOperationThatChangesSomethingLeavesOneEntry() {
    Map<String, AuditedRequest> requests = AuditedRequest.all(service());
    List<String> wrong = new ArrayList<>();
    for (String operation : service().document().operations()) {
      String id = service().document().operation(operation).get("operationId").asText();
      if (operation.startsWith("GET ") || NOT_WRITTEN_DOWN.containsKey(id)) {
        continue;
      }
      AuditedRequest request = requests.get(id);
      if (request == null) {
        wrong.add(id + " is neither tried here nor said to leave nothing");
        continue;
      }
      String path = request.prepared();
      JsonNode before = entries("");
      Answer answer = request.send(path);
      List<JsonNode> left = newer(before, entries(""));
      if (answer.status() >= 300
          || left.size() != 1
          || !left.get(0).get("action").asText().equals(id)
          || !left.get(0).get("who").asText().equals("admin")) {
        wrong.add("%s answered %d and left %s".formatted(id, answer.status(), left));
      }
      request.undo(path);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  default void tellsWhoDidWhatToWhichFields() {
    long id = service().createForLater();
    service().operator().post("/executions/" + id + "/cancel");
    service().operator().post("/executions/" + id + "/cancel");
    service().admin().post("/executions/" + id + "/retry");

    JsonNode entries = entries("&target=" + id);
    assertThat(entries).hasSize(2);
    JsonNode retried = entries.get(0);
    assertThat(retried.get("who").asText()).isEqualTo("admin");
    assertThat(retried.get("role").asText()).isEqualTo("admin");
    assertThat(retried.get("address").asText()).isNotEmpty();
    assertThat(retried.get("node").asText()).isEqualTo("arquillian");
    assertThat(retried.get("action").asText()).isEqualTo("retryExecution");
    assertThat(retried.get("target").toString())
        .isEqualTo("{\"kind\":\"execution\",\"id\":\"%d\"}".formatted(id));
    assertThat(retried.get("before").toString()).isEqualTo("{\"status\":\"cancelled\"}");
    assertThat(retried.get("after").toString()).isEqualTo("{\"status\":\"pending\"}");
    assertThat(entries.get(1).get("who").asText()).isEqualTo("operator");
    assertThat(entries("&who=operator&action=cancelExecution&target=" + id)).hasSize(1);
    assertThat(entries("&who=nobody")).isEmpty();

    JsonNode execution = service().get(id);
    assertThat(execution.get("createdBy").asText()).isEqualTo("operator");
    assertThat(execution.get("retriedBy").asText()).isEqualTo("admin");
    assertThat(execution.has("cancelledBy")).isFalse();
    long other = service().createForLater();
    service().operator().post("/executions/" + other + "/cancel");
    assertThat(service().get(other).get("cancelledBy").asText()).isEqualTo("operator");
  }

  @Test
  default void tellsOperatorsNoAddressesAndViewersNothing() {
    service().change("\"retention\": \"P31D\"");
    service().change("\"retention\": \"P30D\"");
    JsonNode told = service().operator().get("/audit?action=changeSettings&limit=1").json();
    assertThat(told.at("/items/0").has("address")).isFalse();
    assertThat(told.at("/items/0/after").toString()).isEqualTo("{\"retention\":\"P30D\"}");
    assertThat(told.has("nextCursor")).isTrue();
    assertProblem(service().viewer().get("/audit"), 403);
  }

  @Test
  default void listsPageByPageWithinATime() {
    service().change("\"retention\": \"P31D\"");
    service().change("\"retention\": \"P30D\"");
    JsonNode all = entries("");
    String oldest = all.get(all.size() - 1).get("at").asText();
    String latest = all.get(0).get("at").asText();
    assertThat(entries("&after=" + latest)).isNotEmpty();
    assertThat(newer(entries("&before=" + latest), all)).isNotEmpty();
    assertThat(entries("&before=" + oldest)).isEmpty();

    Set<String> seen = new LinkedHashSet<>();
    String cursor = "";
    do {
      JsonNode page = service().admin().get("/audit?limit=1" + cursor).json();
      page.get("items").forEach(entry -> seen.add(entry.get("id").asText()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : "";
    } while (!cursor.isEmpty() && seen.size() < 5);
    List<String> expected = new ArrayList<>();
    all.forEach(entry -> expected.add(entry.get("id").asText()));
    assertThat(seen).hasSize(Math.min(5, all.size()));
    assertThat(expected).startsWith(seen.toArray(String[]::new));

    Answer wrong =
        service().admin().get("/audit?limit=0&cursor=x&after=now&who=&target=a%00b&page=2");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.pointers())
        .containsExactlyInAnyOrder("/limit", "/cursor", "/after", "/who", "/target", "/page");
  }

  @Test
  default void countsSignInsThatWereRefused() {
    long before = refused();
    RestClient stranger = service().anonymous();
    for (int i = 0; i < 2; i++) {
      stranger.post("/session", "{\"token\": \"not-the-right-token-2\"}");
    }
    assertThat(refused()).isEqualTo(before + 2);
    JsonNode entry = entries("&action=signIn").get(0);
    assertThat(entry.get("who").asText()).isEqualTo("anonymous");
    assertThat(entry.get("role").asText()).isEqualTo("none");
    assertThat(entry.get("address").asText()).isNotEmpty();
    assertThat(entries("&action=signIn").toString()).doesNotContain("not-the-right");
  }

  private long refused() {
    long count = 0;
    for (JsonNode entry : entries("&action=signIn")) {
      count += entry.get("count").asLong();
    }
    return count;
  }

  private JsonNode entries(String query) {
    return service().admin().get("/audit?limit=500" + query).json().get("items");
  }

  private static List<JsonNode> newer(JsonNode before, JsonNode after) {
    List<JsonNode> newer = new ArrayList<>();
    after.forEach(newer::add);
    before.forEach(newer::remove);
    return newer;
  }
}
