package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executions.web.RestClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

interface CreationContract extends ServiceContract {
  @Test
  default void createsWithAllFieldsAndTellsWhereItIs() {
    Answer created =
        service()
            .operator()
            .post(
                "/executions",
                """
                {"type": "http", "input": {"url": "https://example.com/"}, "priority": -1000,
                 "runAt": "2999-01-01T01:30:00.123456+01:30", "maxAttempts": 100, "timeoutMs": 1}
                """);
    assertThat(created.status()).isEqualTo(201);
    String location = created.header("Location").orElseThrow();
    assertThat(location).endsWith("/api/executions/" + created.id());
    JsonNode execution = created.json();
    assertThat(execution.get("type").asText()).isEqualTo("http");
    assertThat(execution.at("/input/url").asText()).isEqualTo("https://example.com/");
    assertThat(execution.get("status").asText()).isEqualTo("pending");
    assertThat(execution.get("priority").asInt()).isEqualTo(-1000);
    assertThat(execution.get("runAt").asText()).isEqualTo("2999-01-01T00:00:00.123456Z");
    assertThat(execution.get("maxAttempts").asInt()).isEqualTo(100);
    assertThat(execution.get("timeoutMs").asLong()).isEqualTo(1);
    ObjectNode shown = (ObjectNode) service().get(created.id());
    assertThat(shown.remove("waitsFor").get("reason").asText()).isEqualTo("due_later");
    assertThat(shown).isEqualTo(execution);
    assertThat(service().attempts(created.id())).isEmpty();
  }

  @Test
  default void createsWithDefaultsAndLeavesOutWhatHasNoValue() {
    service().change("\"paused\": true");
    long id = service().create(Commands.request("say", "", "", 0));
    JsonNode execution = service().get(id);
    List<String> names = new ArrayList<>();
    execution.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyInAnyOrder(
            "id",
            "type",
            "status",
            "revision",
            "queue",
            "priority",
            "input",
            "attempt",
            "maxAttempts",
            "runAt",
            "createdAt",
            "cancelRequested",
            "overdue",
            "createdBy",
            "waitsFor");
    assertThat(execution.at("/waitsFor/reason").asText()).isEqualTo("paused");
    assertThat(execution.get("queue").asText()).isEqualTo("default");
    assertThat(execution.get("priority").asInt()).isZero();
    assertThat(execution.get("attempt").asInt()).isZero();
    assertThat(execution.get("maxAttempts").asInt()).isEqualTo(1);
    assertThat(Instant.parse(execution.get("createdAt").asText()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now().plusSeconds(1));
  }

  @Test
  default void createsABatchInTheOrderGiven() {
    List<String> items = new ArrayList<>();
    for (int priority = 0; priority < 30; priority++) {
      items.add("{" + Service.later() + ", \"priority\": " + priority + "}");
    }
    Answer created = batch(items);
    assertThat(created.status()).isEqualTo(201);
    List<Integer> priorities = new ArrayList<>();
    for (JsonNode id : created.json().get("ids")) {
      priorities.add(service().get(id.asLong()).get("priority").asInt());
    }
    assertThat(priorities).hasSize(30).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void createsAllOfABatchOrNone() {
    long before = total();
    Answer refused =
        batch(List.of("{" + Service.later() + "}", "{\"type\": \"none\"}", "{\"type\": 7}"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.pointers()).containsExactlyInAnyOrder("/items/1/type", "/items/2/type");
    assertThat(total()).isEqualTo(before);
  }

  @Test
  default void createsUpToAThousandAtOnce() {
    String item = "{" + Service.later() + "}";
    Answer most = batch(Collections.nCopies(1000, item));
    assertThat(most.status()).isEqualTo(201);
    assertThat(most.json().get("ids")).hasSize(1000);
    Answer tooMany = batch(Collections.nCopies(1001, item));
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.pointers()).containsExactly("/items");
    assertThat(batch(List.of()).pointers()).containsExactly("/items");
  }

  @Test
  default void refusesABatchOfMoreThanEightMebibytes() {
    String item = "{" + Service.later() + "}";
    String padded = item + " ".repeat(8 << 20);
    assertThat(batch(List.of(padded)).status()).isEqualTo(413);
    String fits = item + " ".repeat((8 << 20) - item.length() - 20);
    assertThat(batch(List.of(fits)).status()).isEqualTo(201);
  }

  @Test
  default void refusesAnInputThatIsTooLargeAlsoInABatch() {
    String large =
        "{\"type\": \"http\", \"input\": {\"url\": \"http://a.example/\", \"body\": \"%s\"}}";
    String item = large.formatted("x".repeat(1 << 20));
    Answer one = service().operator().post("/executions", item);
    assertThat(one.status()).isEqualTo(413);
    assertThat(one.pointers()).containsExactly("/input");
    assertThat(batch(List.of("{" + Service.later() + "}", item)).pointers())
        .containsExactly("/items/1/input");
  }

  private Answer batch(List<String> items) {
    return service()
        .operator()
        .post("/executions/batch", "{\"items\": [" + String.join(",", items) + "]}");
  }

  private long total() {
    return service().viewer().get("/stats").json().get("total").asLong();
  }
}
