package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

interface SeriesContract extends ServiceContract {
  @Test
  default void tellsHowManyEndedWhenAndHowLongTheyTook() {
    String hours = "step=PT1H&type=command";
    JsonNode before = series(hours);
    service().awaitEnd(service().create(Commands.request("say", "a", "b", 0)));
    service().awaitEnd(service().create(Commands.request("say", "a", "b", 1)));
    long pending =
        service().create(Commands.request("say") + ", \"runAt\": \"2999-01-01T00:00:00Z\"");
    service().operator().post("/executions/" + pending + "/cancel");

    JsonNode after = series(hours);
    for (String status : new String[] {"completed", "failed", "cancelled"}) {
      assertThat(sum(after, status)).as(status).isEqualTo(sum(before, status) + 1);
    }
    JsonNode last = after.get("items").get(after.get("items").size() - 1);
    JsonNode running = last.has("runningMs") ? last : after.get("items").get(0);
    assertThat(running.at("/runningMs/p50").asDouble()).isPositive();
    assertThat(running.at("/waitingMs/p99").asDouble()).isPositive();
    assertThat(running.get("ratePerSecond").asDouble()).isPositive();
    assertThat(sum(series("step=PT1H&type=nobody-has-it"), "completed")).isZero();
  }

  @Test
  default void hasAnItemForEachMinuteOfTheLastHour() {
    JsonNode series = series("");
    JsonNode items = series.get("items");
    Instant from = Instant.parse(series.get("from").asText());
    assertThat(series.get("step").asText()).isEqualTo("PT1M");
    assertThat(items.size()).isBetween(61, 62);
    for (int i = 0; i < items.size(); i++) {
      assertThat(items.get(i).get("at").asText()).isEqualTo(from.plusSeconds(60L * i).toString());
    }
    assertThat(series.get("to").asText())
        .isEqualTo(from.plusSeconds(60L * items.size()).toString());
  }

  @Test
  default void takesAnyOffsetInTheBoundsOfASeries() {
    Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS);
    String bounds = "from=%s&to=%s&step=P1D";
    JsonNode utc = series(bounds.formatted(day, day.plus(1, ChronoUnit.DAYS)));
    String local = day.toString().replace("T00:00:00Z", "T05:30:00%2B05:30");
    assertThat(series(bounds.formatted(local, day.plus(1, ChronoUnit.DAYS))).get("from"))
        .isEqualTo(utc.get("from"));
    assertThat(utc.get("items")).hasSize(1);
  }

  @Test
  default void namesAllFaultsOfASeriesAtOnce() {
    assertRefused(
        "from=yesterday&to=2030&step=PT30S&type=A&limit=1",
        "/from",
        "/to",
        "/step",
        "/type",
        "/limit");
    assertRefused(
        "from=2030-01-02T00:00:00Z&to=2030-01-01T00:00:00Z&step=P1W&type=A",
        "/from",
        "/step",
        "/type");
    assertRefused("from=2026-01-01T00:00:00Z&to=2026-01-03T00:00:00Z", "/step");
    assertRefused("from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:00Z", "/step");
    assertRefused(
        "from=2026-01-01T00:00:00Z&to=2026-01-03T00:00:00Z&step=PT1M&type=A", "/step", "/type");
  }

  @Test
  default void sumsUpWhyExecutionsFailed() {
    String reason = "no-" + System.nanoTime();
    long id = 0;
    for (int i = 0; i < 2; i++) {
      id = service().create(Commands.request("say", "a", reason, 3));
      service().awaitEnd(id);
    }
    JsonNode failures = service().viewer().get("/stats/failures").json();
    JsonNode found = null;
    for (JsonNode group : failures.get("items")) {
      found = group.get("errorMessage").asText().contains(reason) ? group : found;
    }
    assertThat(found).isNotNull();
    assertThat(found.get("type").asText()).isEqualTo("command");
    assertThat(found.get("count").asInt()).isEqualTo(2);
    assertThat(found.get("lastId").asLong()).isEqualTo(id);
    assertThat(found.get("lastAt")).isEqualTo(service().get(id).get("finishedAt"));
    Answer refused =
        service()
            .viewer()
            .get("/stats/failures?from=2030-01-02T00:00:00Z&to=2030-01-01T00:00:00Z&step=P1D");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.pointers()).containsExactlyInAnyOrder("/from", "/step");
  }

  private void assertRefused(String query, String... pointers) {
    Answer refused = service().viewer().get("/stats/series?" + query);
    assertThat(refused.status()).as(query).isEqualTo(400);
    assertThat(refused.pointers()).as(query).containsExactlyInAnyOrder(pointers);
  }

  private JsonNode series(String query) {
    Answer answer = service().viewer().get("/stats/series?" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static long sum(JsonNode series, String status) {
    long sum = 0;
    for (JsonNode item : series.get("items")) {
      sum += item.get(status).asLong();
    }
    return sum;
  }
}
