package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient.Answer;
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
