package io.executions.it.rest;

import static io.executions.it.rest.ProblemTranslation.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

interface ScheduleContract extends ServiceContract {
  String SAY = "\"type\": \"command\", \"input\": {\"name\": \"say\"}";

  @Test
  default void showsWhenAScheduleWouldCreate() {
    assertThat(
            times(
                """
                {"cron": "30 2 * * *", "timeZone": "Europe/Berlin", "from": "2026-03-28T00:00:00Z",
                 "count": 3}
                """))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    assertThat(
            times(
                """
                {"every": "PT15M", "startAt": "2030-01-01T00:00:00+01:00", "count": 2,
                 "from": "2029-01-01T00:00:00Z"}
                """))
        .containsExactly("2029-12-31T23:00:00Z", "2029-12-31T23:15:00Z");
  }

  @Test
  default void showsTenTimesFromNowOnUnlessToldOtherwise() {
    List<String> times = times("{\"cron\": \"@hourly\", \"timeZone\": null}");
    assertThat(times)
        .hasSize(10)
        .allMatch(time -> Instant.parse(time).getEpochSecond() % 3600 == 0);
    assertThat(Instant.parse(times.get(0))).isAfter(Instant.now().minusSeconds(60));
  }

  @Test
  default void namesAllFaultsOfATimingAtOnce() {
    Answer wrong =
        service()
            .viewer()
            .post(
                "/schedules/preview?x=1",
                """
                {"cron": "0 25 * * *", "timeZone": "Europe/berlin", "count": 101, "from": "now",
                 "year": 1}
                """);
    assertProblem(wrong, 400);
    assertThat(wrong.pointers())
        .containsExactlyInAnyOrder("/x", "/cron", "/timeZone", "/count", "/from", "/year");
    assertThat(wrong.response().body())
        .contains("must be written Europe/Berlin")
        .contains("wrong hour");

    assertThat(pointers("{}")).containsExactly("/cron");
    assertThat(pointers("{\"cron\": \"@daily\", \"every\": \"PT1H\"}")).containsExactly("/every");
    assertThat(pointers("{\"every\": \"PT0.5S\"}")).containsExactly("/every");
    assertThat(pointers("{\"every\": 5, \"timeZone\": \"+01:00\"}"))
        .containsExactlyInAnyOrder("/every", "/timeZone");
    assertThat(pointers("{\"cron\": \"0 0 30 2 *\"}")).containsExactly("/cron");
    assertThat(pointers("{\"cron\": \"\"}")).containsExactly("/cron");
  }

  @Test
  default void createsWhenItsTimeComes() {
    String name = "contract-" + System.nanoTime();
    String path = "/schedules/" + name;
    String definition =
        "{\"every\": \"PT1S\", \"type\": \"command\", \"input\": {\"name\": \"say\"}%s}";
    Answer created = put(path, definition.formatted(", \"description\": \"says it\""));
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    assertThat(created.json().get("state").asText()).isEqualTo("active");
    assertThat(created.json().at("/create/type").asText()).isEqualTo("command");
    assertThat(created.json().get("catchUpWindow").asText()).isEqualTo("PT24H");
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> service().viewer().get(path).json().has("lastExecution"));
      JsonNode last = service().viewer().get(path).json().get("lastExecution");
      JsonNode execution = service().get(last.get("id").asLong());
      assertThat(execution.get("schedule").asText()).isEqualTo(name);
      assertThat(execution.get("scheduledFor").asText())
          .isEqualTo(last.get("scheduledFor").asText());
      JsonNode listed = service().viewer().get("/executions?schedule=" + name).json().get("items");
      assertThat(listed).isNotEmpty();
      assertThat(listed).allMatch(item -> item.get("schedule").asText().equals(name));
      assertThat(service().operator().post(path + "/pause").json().get("state").asText())
          .isEqualTo("paused");
      Answer triggered = service().operator().post(path + "/trigger");
      assertThat(triggered.status()).isEqualTo(201);
      assertThat(triggered.json().get("createdBy").asText()).isEqualTo("operator");
      assertThat(put(path, definition.formatted("")).status()).isEqualTo(200);
      assertThat(service().viewer().get(path).json().get("state").asText()).isEqualTo("paused");
      assertThat(service().operator().post(path + "/resume").json().has("nextRunAt")).isTrue();
      assertThat(service().viewer().get("/schedules?limit=500").json().toString()).contains(name);
    } finally {
      assertThat(service().admin().delete(path).status()).isEqualTo(204);
    }
    assertProblem(service().viewer().get(path), 404);
    assertProblem(service().operator().post(path + "/pause"), 404);
  }

  @Test
  default void createsOneWithAUniqueKeyThatExpires() {
    String path = "/schedules/contract-" + System.nanoTime();
    String own =
        "\"every\": \"P1D\", \"paused\": true, \"expiresAfter\": \"PT1H\", \"uniqueKey\": \"%s\", \"uniqueFor\": \"PT1H\"";
    Answer created = put(path, "{%s, %s}".formatted(own.formatted(path), SAY));
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    assertThat(created.json().at("/create/uniqueKey").asText()).isEqualTo(path);
    try {
      JsonNode first = service().operator().post(path + "/trigger").json();
      assertThat(first.get("uniqueKey").asText()).isEqualTo(path);
      assertThat(
              Duration.between(
                  Instant.parse(first.get("createdAt").asText()),
                  Instant.parse(first.get("expiresAt").asText())))
          .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
      Answer second = service().operator().post(path + "/trigger");
      assertProblem(second, 409);
      assertThat(second.json().get("existingId").asLong()).isEqualTo(first.get("id").asLong());
    } finally {
      assertThat(service().admin().delete(path).status()).isEqualTo(204);
    }
  }

  @Test
  default void namesAllFaultsOfAScheduleAtOnce() {
    Answer wrong =
        put(
            "/schedules/faulty?x=1",
            """
            {"cron": "61 * * * *", "type": "nobody-has-it", "overlap": "maybe", "jitterMs": -1,
             "catchUp": "all", "endAt": "2020-01-01T00:00:00Z", "startAt": "2030-01-01T00:00:00Z",
             "priority": 5000, "runAt": "2030-01-01T00:00:00Z", "catchUpWindow": "P1Y", "expiresAfter": "PT0S",
             "uniqueKey": "k", "onDuplicate": "replace"}
            """);
    assertProblem(wrong, 400);
    assertThat(wrong.pointers())
        .containsExactlyInAnyOrder(
            "/x",
            "/cron",
            "/type",
            "/overlap",
            "/jitterMs",
            "/catchUp",
            "/endAt",
            "/priority",
            "/runAt",
            "/catchUpWindow",
            "/expiresAfter",
            "/onDuplicate");
    assertProblem(put(service().operator(), "/schedules/a", "{}"), 403);
    assertProblem(service().viewer().post("/schedules/a/trigger"), 403);
  }

  @Test
  default void createsForThePastOnce() {
    String path = "/schedules/contract-" + System.nanoTime();
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    Instant start = hour.minus(Duration.ofHours(5));
    String from = start.toString();
    String past = stretch(start, hour, "");
    put(
        path,
        """
        {"cron": "@hourly", "type": "command", "input": {"name": "say"}, "paused": true}
        """);
    try {
      Answer trial = operator(path + "/backfill", stretch(start, hour, ", \"validateOnly\": true"));
      assertThat(trial.status()).as(trial.response().body()).isEqualTo(200);
      assertThat(trial.json().get("count").asInt()).isEqualTo(5);
      assertThat(trial.json().at("/times/0").asText()).isEqualTo(from);
      assertThat(trial.json().has("capped")).isFalse();

      Answer made = operator(path + "/backfill", past);
      assertThat(made.status()).as(made.response().body()).isEqualTo(201);
      assertThat(made.json().get("created").asInt()).isEqualTo(5);
      assertThat(made.json().get("existing").asInt()).isZero();
      JsonNode first = service().get(made.json().at("/ids/0").asLong());
      assertThat(first.get("scheduledFor").asText()).isEqualTo(from);
      assertThat(first.get("createdBy").asText()).isEqualTo("operator");

      Answer again = operator(path + "/backfill", past);
      assertThat(again.status()).isEqualTo(201);
      assertThat(again.json().get("existing").asInt()).isEqualTo(5);
      assertThat(again.json().get("ids")).isEmpty();
    } finally {
      service().admin().delete(path);
    }
    assertProblem(operator(path + "/backfill", past), 404);
    assertProblem(service().viewer().post(path + "/backfill", past), 403);
  }

  @Test
  default void namesAllFaultsOfABackfillAtOnce() {
    String path = "/schedules/contract-" + System.nanoTime();
    put(path, "{\"every\": \"PT1S\", \"startAt\": \"2026-01-01T00:00:00Z\", %s}".formatted(SAY));
    try {
      Answer wrong =
          operator(
              path + "/backfill?x=1",
              "{\"from\": \"1970-01-01T00:00:00Z\", \"to\": \"9999-01-01T00:00:00Z\", \"y\": 1}");
      assertProblem(wrong, 400);
      assertThat(wrong.pointers()).containsExactlyInAnyOrder("/x", "/y", "/from", "/to");
      Answer none = operator(path + "/backfill", "{}");
      assertProblem(none, 400);
      assertThat(none.pointers()).containsExactlyInAnyOrder("/from", "/to");
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
      Answer wrongWay = operator(path + "/backfill", stretch(now, now, ""));
      assertThat(wrongWay.pointers()).containsExactly("/to");

      Instant longAgo = now.minusSeconds(1001);
      Answer many = operator(path + "/backfill", stretch(longAgo, now, ""));
      assertProblem(many, 400);
      assertThat(many.pointers()).containsExactly("/to");
      Answer trial =
          operator(path + "/backfill", stretch(longAgo, now, ", \"validateOnly\": true"));
      assertThat(trial.status()).isEqualTo(200);
      assertThat(trial.json().get("capped").asBoolean()).isTrue();
      assertThat(trial.json().get("times")).hasSize(100);
    } finally {
      service().admin().delete(path);
    }
  }

  @Test
  default void keepsNoneOfTheNameOfThePreview() {
    Answer refused = put("/schedules/preview", "{\"every\": \"PT1H\", %s}".formatted(SAY));
    // Servers differ in whether the path of the preview takes the request.
    assertProblem(refused, refused.status() == 405 ? 405 : 400);
    assertThat(refused.pointers()).isSubsetOf("/name");
    assertThat(service().viewer().get("/schedules/preview").status()).isIn(404, 405);
  }

  private static String stretch(Instant from, Instant to, String more) {
    return "{\"from\": \"%s\", \"to\": \"%s\"%s}".formatted(from, to, more);
  }

  private Answer operator(String path, String body) {
    return service().operator().post(path, body);
  }

  private Answer put(String path, String body) {
    return put(service().admin(), path, body);
  }

  private static Answer put(RestClient client, String path, String body) {
    return client
        .with("Content-Type", "application/json")
        .send("PUT", path, BodyPublishers.ofString(body));
  }

  private List<String> pointers(String body) {
    Answer answer = service().viewer().post("/schedules/preview", body);
    assertProblem(answer, 400);
    return answer.pointers();
  }

  private List<String> times(String body) {
    Answer answer = service().viewer().post("/schedules/preview", body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    List<String> times = new ArrayList<>();
    for (JsonNode time : answer.json().get("times")) {
      times.add(time.asText());
    }
    return times;
  }
}
