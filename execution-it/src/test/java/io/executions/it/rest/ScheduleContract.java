package io.executions.it.rest;

import static io.executions.it.rest.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

interface ScheduleContract extends ServiceContract {
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
