package io.executions.it.rest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.executions.web.RestClient.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

interface BadRequestContract extends ServiceContract {
  @Test
  default void namesAllFaultsOfACreationAtOnce() {
    Answer refused =
        service()
            .operator()
            .with("Idempotency-Key", "k".repeat(256))
            .post(
                "/executions?dry=1",
                """
                {"type": "http", "input": {"method": 1}, "priority": 1001, "runAt": "tomorrow",
                 "maxAttempts": 101, "timeoutMs": 1.5, "a/b~c": 1}
                """);
    assertProblem(refused, 400);
    assertThat(refused.pointers())
        .containsExactlyInAnyOrder(
            "/dry",
            "/Idempotency-Key",
            "/input/url",
            "/input/method",
            "/priority",
            "/runAt",
            "/maxAttempts",
            "/timeoutMs",
            "/a~1b~0c");
  }

  @Test
  default void namesTheFaultsOfABatchByItem() {
    Answer refused =
        service()
            .operator()
            .post(
                "/executions/batch",
                "{\"items\": [{%s}, {\"type\": \"command\", \"input\": {\"name\": \"none\"}}, 3, {}], \"x\": 1}"
                    .formatted(Service.later()));
    assertProblem(refused, 400);
    assertThat(refused.pointers())
        .containsExactlyInAnyOrder("/x", "/items/1/input/name", "/items/2", "/items/3/type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"nobody-has-it\"}",
        "{\"type\": \"HTTP\"}",
        "{\"type\": 7}",
        "{\"type\": null}",
        "{}"
      })
  default void refusesATypeThatIsNone(String body) {
    Answer refused = service().operator().post("/executions", body);
    assertProblem(refused, 400);
    assertThat(refused.pointers()).containsExactly("/type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{} x",
        "[]",
        "null",
        "\uFEFF{}",
        "{\"type\":\"http\",\"type\":\"http\"}",
        "{\"type\":\"http\",\"input\":{\"url\":\"http://a/\",\"url\":\"http://b/\"}}",
        "NaN",
        "{\"type\":\"\\ud800\"}",
        "{'type':1}",
        "{\"type\":\"a\",}"
      })
  default void refusesWhatIsNoJsonObject(String body) {
    assertProblem(service().operator().post("/executions", body), 400);
    assertProblem(service().operator().post("/executions/batch", body), 400);
    assertProblem(service().admin().patch("/settings", body), 400);
    assertProblem(service().operator().patch("/executions/1", body), 400);
  }

  @Test
  default void namesAllFaultsOfAChangeAtOnce() {
    Answer refused =
        service()
            .operator()
            .with("If-Match", "3")
            .patch(
                "/executions/1?dry=1",
                """
                {"priority": 1001, "runAt": "tomorrow", "maxAttempts": 0, "timeoutMs": "never",
                 "type": "http"}
                """);
    assertProblem(refused, 400);
    assertThat(refused.pointers())
        .containsExactlyInAnyOrder(
            "/dry", "/If-Match", "/priority", "/runAt", "/maxAttempts", "/timeoutMs", "/type");
  }

  @Test
  default void namesTheFieldOfANumberThatIsTooLong() {
    String number = "1".repeat(100_000);
    String input = "{\"type\": \"http\", \"input\": {\"url\": \"http://a/\", \"body\": [1, %s]}}";
    Answer inside = service().operator().post("/executions", input.formatted(number));
    assertProblem(inside, 400);
    assertThat(inside.pointers()).containsExactly("/input/body/1");
    Answer batch =
        service()
            .operator()
            .post("/executions/batch", "{\"items\": [{\"priority\": %s}]}".formatted(number));
    assertThat(batch.pointers()).containsExactly("/items/0/priority");
  }

  /** The faults of each item were looked for among those of all others. */
  @Test
  default void namesTheFaultsOfALargeBatchSoon() {
    String unknown =
        IntStream.range(0, 100_000).mapToObj(i -> "\"f" + i + "\":0").collect(joining(","));
    String good = ",{" + Service.later() + "}";
    Instant start = Instant.now();
    Answer refused =
        service()
            .operator()
            .post("/executions/batch", "{\"items\":[{" + unknown + "}" + good.repeat(999) + "]}");
    assertProblem(refused, 400);
    assertThat(refused.pointers()).hasSizeBetween(900, 1000).contains("/items/0/f0");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  default void refusesDeepNesting() {
    String closed = "[".repeat(5_000) + "]".repeat(5_000);
    assertProblem(
        service().operator().post("/executions", "{\"type\":\"http\",\"input\":" + closed + "}"),
        400);
    assertProblem(service().operator().post("/executions", "[".repeat(200_000)), 400);
  }

  @Test
  default void refusesBytesThatAreNotUtf8() {
    byte[] broken = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
    assertProblem(sendBytes("/executions", broken), 400);
    byte[] utf16 = "{\"type\":\"http\"}".getBytes(StandardCharsets.UTF_16);
    assertProblem(sendBytes("/executions", utf16), 400);
  }

  @Test
  default void refusesBodiesThatAreTooLargeWhetherTheirLengthIsToldOrNot() {
    byte[] huge = " ".repeat(9 << 20).getBytes(StandardCharsets.UTF_8);
    assertProblem(sendBytes("/executions", huge), 413);
    assertProblem(sendBytes("/executions/batch", huge), 413);
    assertProblem(service().admin().patch("/settings", " ".repeat(9 << 20)), 413);
    Answer chunked =
        service()
            .operator()
            .with("Content-Type", "application/json")
            .send(
                "POST",
                "/executions/batch",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)));
    assertProblem(chunked, 413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "x", "-1", "9007199254740992", "99999999999999999999", "1.0", "%20"})
  default void findsNothingUnderWhatIsNoId(String id) {
    assertProblem(service().viewer().get("/executions/" + id), 404);
    assertProblem(service().viewer().get("/executions/" + id + "/attempts"), 404);
    assertProblem(service().operator().post("/executions/" + id + "/cancel"), 404);
    assertProblem(service().operator().post("/executions/" + id + "/retry"), 404);
    assertProblem(service().operator().patch("/executions/" + id, "{}"), 404);
    assertProblem(service().admin().delete("/executions/" + id), 404);
  }

  private Answer sendBytes(String path, byte[] body) {
    return service()
        .operator()
        .with("Content-Type", "application/json")
        .send("POST", path, BodyPublishers.ofByteArray(body));
  }

  private static void assertProblem(Answer answer, int status) {
    ProblemTranslation.assertProblem(answer, status);
  }
}
