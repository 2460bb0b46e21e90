package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface ListContract extends ServiceContract {
  @Test
  default void pagesToTheEndNewestFirstWithoutGapsOrRepeats() {
    List<Long> created = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      created.add(service().createForLater());
    }
    Map<Long, JsonNode> seen = new LinkedHashMap<>();
    String cursor = "";
    do {
      JsonNode page = list("status=pending&type=http&limit=7" + cursor);
      JsonNode items = page.get("items");
      assertThat(items.size()).isBetween(1, 7);
      for (JsonNode item : items) {
        assertThat(seen.put(item.get("id").asLong(), item)).isNull();
      }
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : "";
    } while (!cursor.isEmpty() && !seen.keySet().containsAll(created));
    assertThat(seen.keySet()).containsAll(created);
    assertThat(List.copyOf(seen.values()))
        .isSortedAccordingTo(
            Comparator.<JsonNode, String>comparing(item -> item.get("createdAt").asText())
                .reversed());
  }

  @Test
  default void reachesALastPageWithoutACursor() {
    for (int i = 0; i < 3; i++) {
      service().awaitEnd(service().create(Commands.request("say", "a", "b", 0)));
    }
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = list("status=completed&limit=2" + cursor);
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : "";
      pages++;
    } while (!cursor.isEmpty() && pages < 1000);
    assertThat(cursor).isEmpty();
    assertThat(pages).isGreaterThan(1);
  }

  @Test
  default void listsOnlyWhatTheFilterAsksFor() {
    long completed = service().create(Commands.request("say", "a", "b", 0));
    long failed = service().create(Commands.request("say", "a", "b", 3));
    long pending = service().createForLater();
    service().awaitEnd(completed);
    service().awaitEnd(failed);
    assertThat(ids("status=completed,failed&limit=500"))
        .contains(completed, failed)
        .doesNotContain(pending);
    assertThat(ids("type=command&status=failed&limit=500"))
        .contains(failed)
        .doesNotContain(completed, pending);
    assertThat(ids("type=nobody-has-it")).isEmpty();
  }

  @Test
  default void namesAllFaultsOfAListsQueryAtOnce() {
    Answer refused =
        service().viewer().get("/executions?status=done&limit=501&type=A&offset=3&cursor=x");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.pointers())
        .containsExactlyInAnyOrder("/status", "/limit", "/type", "/offset", "/cursor");
  }

  @Test
  default void showsFiftyUnlessAskedForAnotherNumber() {
    for (int i = 0; i < 51; i++) {
      service().createForLater();
    }
    assertThat(list("status=pending").get("items")).hasSize(50);
    assertThat(list("limit=1").get("items")).hasSize(1);
  }

  @Test
  default void listsWhatEndedLastFirstForthAndBackInSummaries() {
    for (int exit : new int[] {0, 3, 0}) {
      service().awaitEnd(service().create(Commands.request("say", "a", "b", exit)));
    }
    JsonNode first = list("sort=finished&view=summary&limit=2");
    assertThat(first.has("previousCursor")).isFalse();
    JsonNode second =
        list("sort=finished&view=summary&limit=2&cursor=" + first.get("nextCursor").asText());
    JsonNode back =
        list("sort=finished&view=summary&limit=2&cursor=" + second.get("previousCursor").asText());
    assertThat(back.get("items")).isEqualTo(first.get("items"));
    for (JsonNode item : first.get("items")) {
      assertThat(item.has("input") || item.has("output")).isFalse();
      assertThat(item.get("revision").asInt()).isEqualTo(3);
    }
    assertThat(first.at("/items/0/finishedAt").asText())
        .isGreaterThanOrEqualTo(first.at("/items/1/finishedAt").asText());
  }

  @Test
  default void findsWhatFailedOfATypeWithAnErrorInTheLastHour() {
    long failed = service().create(Commands.request("say", "a", "it broke", 3));
    JsonNode ended = service().awaitEnd(failed);
    String window =
        "sort=finished&finishedAfter="
            + Instant.parse(ended.get("finishedAt").asText()).minusSeconds(3600);
    String message = ended.get("errorMessage").asText();
    assertThat(message).endsWith("it broke");
    String error = "&errorPrefix=" + URLEncoder.encode(message, StandardCharsets.UTF_8);
    assertThat(ids(window + "&type=command&status=failed&limit=500" + error)).contains(failed);
    assertThat(ids(window + error + "_")).isEmpty();
    String node = "&node=" + ended.get("node").asText();
    assertThat(ids(window + node + "&limit=500")).contains(failed);
    assertThat(ids(window + node + "&retried=true&limit=500")).doesNotContain(failed);
    assertThat(ids("overdue=true")).isEmpty();
  }

  @Test
  default void listsWhatIsDueNextFirst() {
    long later =
        service().create(Service.later().replace("2999-01-01", "2998-01-02") + ", \"priority\": 9");
    long sooner = service().create(Service.later().replace("2999-01-01", "2998-01-01"));
    assertThat(ids("sort=due&status=pending&limit=500")).containsSubsequence(sooner, later);
  }

  @Test
  default void namesWhatDoesNotGoTogether() {
    assertThat(refused("finishedAfter=2030-01-01T00:00:00Z&createdBefore=2030-01-01T00:00:00Z"))
        .containsExactly("/finishedAfter");
    assertThat(refused("sort=finished&status=pending&createdAfter=2030-01-01T00:00:00Z&limit=0"))
        .containsExactlyInAnyOrder("/status", "/createdAfter", "/limit");
    assertThat(refused("node=a")).containsExactly("/createdAfter");
    assertThat(refused("retried=true&sort=finished")).containsExactly("/finishedAfter");
    assertThat(refused("errorPrefix=a&createdAfter=2020-01-01T00:00:00Z"))
        .containsExactly("/createdAfter");
    assertThat(refused("overdue=true&status=failed")).containsExactly("/status");
    assertThat(refused("schedule=No%20name")).containsExactly("/schedule");
    assertThat(refused("sort=finished&schedule=nightly")).containsExactly("/schedule");
    assertThat(refused("tag=no%20tag")).containsExactly("/tag");
    assertThat(refused("queue=No")).containsExactly("/queue");
    assertThat(refused("sort=due&tag=vip")).containsExactly("/tag");
    assertThat(refused("sort=due&overdue=true&node=%00"))
        .containsExactlyInAnyOrder("/overdue", "/node");
    assertThat(refused("sort=x&view=y&createdAfter=now&retried=no&overdue=1&cursor=z&node="))
        .containsExactlyInAnyOrder(
            "/sort", "/view", "/createdAfter", "/retried", "/overdue", "/cursor", "/node");
    String cursor = list("limit=1&status=pending,completed,failed").get("nextCursor").asText();
    assertThat(refused("sort=oldest&cursor=" + cursor)).containsExactly("/cursor");
  }

  private List<String> refused(String query) {
    Answer refused = service().viewer().get("/executions?" + query);
    assertThat(refused.status()).isEqualTo(400);
    return refused.pointers();
  }

  private List<Long> ids(String query) {
    List<Long> ids = new ArrayList<>();
    list(query).get("items").forEach(item -> ids.add(item.get("id").asLong()));
    return ids;
  }

  private JsonNode list(String query) {
    Answer answer = service().viewer().get("/executions?" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }
}
