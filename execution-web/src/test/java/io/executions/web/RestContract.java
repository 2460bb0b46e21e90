package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Role;
import io.executions.web.RestClient.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the REST interface does on every server. Creates only what is not due for years. */
abstract class RestContract {
  private static final String LATER =
      """
      "type": "http", "input": {"url": "https://example.com/", "headers": {"Authorization": "s3"}},\
       "runAt": "2999-01-01T01:00:00+01:00\"""";

  /** Returns a client with a token of that role. */
  abstract RestClient as(Role role);

  /** Returns a client without a token. */
  abstract RestClient anonymous();

  private RestClient operator() {
    return as(Role.OPERATOR);
  }

  private static String later(String more) {
    return "{" + LATER + more + "}";
  }

  @Test
  void createsAnExecutionAndTellsWhereItIs() {
    Answer created = operator().post("/executions", later(", \"priority\": 5"));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location").orElseThrow())
        .endsWith("/api/executions/" + created.id());
    assertThat(created.json().get("runAt").asText()).isEqualTo("2999-01-01T00:00:00Z");
    assertThat(created.json().get("attempt").asInt()).isZero();
    assertThat(created.json().get("overdue").asBoolean()).isFalse();
    assertThat(created.json().has("timeoutMs")).isFalse();
    Answer read = operator().get("/executions/" + created.id());
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(operator().get("/executions/" + created.id() + "/attempts").json().get("items"))
        .isEmpty();
  }

  @Test
  void namesAllFaultsOfABodyAtOnce() {
    Answer refused =
        operator()
            .post(
                "/executions?dry=1",
                """
                {"type": "http", "input": {}, "priority": 1e999999999, "runAt": "2026-02-30T00:00Z",
                 "maxAttempts": 0, "timeoutMs": "5", "a/b": 1}
                """);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.pointers())
        .containsExactlyInAnyOrder(
            "/dry", "/priority", "/runAt", "/timeoutMs", "/a~1b", "/input/url", "/maxAttempts");
  }

  @Test
  void namesTheFaultsOfABatchByItem() {
    Answer refused =
        operator()
            .post(
                "/executions/batch",
                "{\"items\": [" + later("") + ", {\"type\": 7}, 3, {\"type\": \"http\"}]}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.pointers())
        .containsExactlyInAnyOrder("/items/1/type", "/items/2", "/items/3/input/url");
  }

  @Test
  void createsABatchInItsOrder() {
    Answer created =
        operator().post("/executions/batch", "{\"items\": [" + later("") + "," + later("") + "]}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().get("ids")).hasSize(2);
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
        "{\"type\":\"a\",\"type\":\"b\"}",
        "NaN",
        "{\"type\":\"\\ud800\"}",
        "{'type':1}",
        "{\"type\":\"a\",}"
      })
  void refusesWhatIsNoJsonObject(String body) {
    assertThat(operator().post("/executions", body).status()).isEqualTo(400);
  }

  @Test
  void refusesDeepNestingAndBrokenUtf8() {
    String deep = "[".repeat(100_000);
    assertThat(operator().post("/executions", "{\"input\":" + deep).status()).isEqualTo(400);
    byte[] broken = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
    Answer answer =
        operator()
            .with("Content-Type", "application/json")
            .send("POST", "/executions", BodyPublishers.ofByteArray(broken));
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void refusesInputsAndBodiesThatAreTooLarge() {
    String large = "x".repeat(1_100_000);
    String body = "{\"type\": \"http\", \"input\": {\"url\": \"https://a.example/" + large + "\"}}";
    Answer refused = operator().post("/executions", body);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.pointers()).containsExactly("/input");
    byte[] huge = " ".repeat(9 << 20).getBytes(StandardCharsets.UTF_8);
    assertThat(operator().post("/executions", new String(huge, StandardCharsets.UTF_8)).status())
        .isEqualTo(413);
    Answer chunked =
        operator()
            .with("Content-Type", "application/json")
            .send(
                "POST",
                "/executions/batch",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)));
    assertThat(chunked.status()).isEqualTo(413);
  }

  @Test
  void repeatsUnderAnIdempotencyKeyCreateNothing() {
    RestClient keyed = operator().with("Idempotency-Key", UUID.randomUUID().toString());
    Answer first = keyed.post("/executions", later(""));
    Answer second = keyed.post("/executions", "  " + later(" "));
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Idempotency-Replayed")).contains("true");
    assertThat(keyed.post("/executions", later(", \"priority\": 1")).status()).isEqualTo(422);
    assertThat(keyed.post("/executions/batch", "{\"items\": [" + later("") + "]}").status())
        .isEqualTo(422);
  }

  @Test
  void repeatsOfABatchGiveTheSameIds() {
    RestClient keyed = operator().with("Idempotency-Key", UUID.randomUUID().toString());
    String body = "{\"items\": [" + later("") + "," + later("") + "]}";
    Answer first = keyed.post("/executions/batch", body);
    Answer second = keyed.post("/executions/batch", body);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Idempotency-Replayed")).contains("true");
  }

  @Test
  void refusesWrongIdempotencyKeys() {
    assertThat(
            operator()
                .with("Idempotency-Key", "k".repeat(256))
                .post("/executions", later(""))
                .pointers())
        .containsExactly("/Idempotency-Key");
    assertThat(operator().with("Idempotency-Key", "a b").post("/executions", later("")).status())
        .isEqualTo(400);
  }

  @Test
  void waitsAsLongAsTheClientPrefers() {
    Instant start = Instant.now();
    Answer waited = operator().with("Prefer", "wait=1").post("/executions", later(""));
    assertThat(waited.status()).isEqualTo(201);
    assertThat(waited.header("Preference-Applied")).contains("wait=1");
    assertThat(waited.json().get("status").asText()).isEqualTo("pending");
    assertThat(Instant.now()).isAfterOrEqualTo(start.plusSeconds(1));
  }

  @Test
  void cancelsAndRetries() {
    String path = "/executions/" + operator().post("/executions", later("")).id();
    assertThat(operator().post(path + "/retry").status()).isEqualTo(409);
    Answer cancelled = operator().post(path + "/cancel");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.json().get("status").asText()).isEqualTo("cancelled");
    assertThat(operator().post(path + "/cancel").status()).isEqualTo(409);
    Answer retried = operator().post(path + "/retry");
    assertThat(retried.status()).isEqualTo(200);
    assertThat(retried.json().get("status").asText()).isEqualTo("pending");
    assertThat(retried.json().has("finishedAt")).isFalse();
  }

  @Test
  void showsCredentialsToOperatorsOnly() {
    String path = "/executions/" + operator().post("/executions", later("")).id();
    String pointer = "/input/headers/Authorization";
    assertThat(operator().get(path).json().at(pointer).asText()).isEqualTo("s3");
    assertThat(as(Role.VIEWER).get(path).json().at(pointer).asText()).isEqualTo("***");
    assertThat(as(Role.VIEWER).get("/executions?limit=500").response().body())
        .doesNotContain("\"s3\"");
  }

  @Test
  void pagesThroughExecutions() {
    operator().post("/executions/batch", "{\"items\": [" + later("") + "," + later("") + "]}");
    Answer first = as(Role.VIEWER).get("/executions?status=pending,running&type=http&limit=1");
    assertThat(first.json().get("items")).hasSize(1);
    String cursor = first.json().get("nextCursor").asText();
    Answer second = as(Role.VIEWER).get("/executions?status=pending&limit=1&cursor=" + cursor);
    assertThat(second.json().at("/items/0/id")).isNotEqualTo(first.json().at("/items/0/id"));
  }

  @Test
  void namesAllFaultsOfAQueryAtOnce() {
    Answer refused =
        as(Role.VIEWER)
            .get("/executions?status=done&limit=0&limit=1&type=A&offset=3&cursor=%00nonsense");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.pointers())
        .containsExactlyInAnyOrder("/status", "/limit", "/type", "/offset", "/cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "x", "-1", "9007199254740992", "99999999999999999999", "1.0", "%20"})
  void findsNothingUnderWhatIsNoId(String id) {
    assertThat(as(Role.VIEWER).get("/executions/" + id).status()).isEqualTo(404);
    assertThat(operator().post("/executions/" + id + "/cancel").status()).isEqualTo(404);
  }

  @Test
  void answersWithProblemsToWhatIsNotThere() {
    assertProblem(as(Role.ADMIN).get("/nothing/here"), 404);
    assertProblem(as(Role.ADMIN).get("/executions/4503599627370496"), 404);
    Answer wrongMethod = as(Role.ADMIN).send("DELETE", "/executions/1", BodyPublishers.noBody());
    assertProblem(wrongMethod, 405);
    assertThat(wrongMethod.header("Allow").orElseThrow()).contains("GET");
    assertProblem(as(Role.VIEWER).with("Accept", "text/html").get("/stats"), 406);
    Answer form =
        operator()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", "/executions", BodyPublishers.ofString("a=b"));
    assertProblem(form, 415);
    assertProblem(operator().send("POST", "/executions", BodyPublishers.ofString(later(""))), 415);
    Answer compressed = operator().with("Content-Encoding", "gzip").post("/executions", later(""));
    assertProblem(compressed, 415);
    assertProblem(anonymous().get("/stats"), 401);
  }

  private static void assertProblem(Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("title").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "application/*", "text/html;q=0.9, */*;q=0.1"})
  void answersInJsonWhereThatIsAcceptable(String accept) {
    Answer answer = as(Role.VIEWER).with("Accept", accept).get("/stats");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
  }

  @Test
  void answersToHeadAndOptionsWithoutABody() {
    Answer head = as(Role.VIEWER).send("HEAD", "/stats", BodyPublishers.noBody());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.response().body()).isEmpty();
    Answer options = as(Role.ADMIN).send("OPTIONS", "/settings", BodyPublishers.noBody());
    assertThat(options.status()).isBetween(200, 204);
    assertThat(options.header("Allow").orElseThrow()).contains("PATCH");
  }

  @Test
  void changesSettingsAndKeepsWhatIsLeftOut() {
    RestClient admin = as(Role.ADMIN);
    Answer changed = admin.patch("/settings", "{\"retention\": \"P1DT12H\"}");
    assertThat(changed.json().get("retention").asText()).isEqualTo("P1DT12H");
    assertThat(admin.patch("/settings", "{\"retention\": \"none\"}").json())
        .isEqualTo(admin.get("/settings").json());
    Answer merged =
        admin
            .with("Content-Type", "application/merge-patch+json")
            .send("PATCH", "/settings", BodyPublishers.ofString("{\"retention\": \"P30D\"}"));
    assertThat(merged.json().get("retention").asText()).isEqualTo("P30D");
    Answer refused =
        admin.patch(
            "/settings",
            "{\"maxConcurrentExecutions\": 10001, \"paused\": null, \"retention\": \"P36526D\","
                + " \"x\": 1}");
    assertThat(refused.pointers())
        .containsExactlyInAnyOrder("/maxConcurrentExecutions", "/paused", "/retention", "/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stats", "/status", "/types", "/settings"})
  void tellsOfTheServiceAsDocumented(String path) {
    assertThat(as(Role.VIEWER).get(path).status()).isEqualTo(200);
    assertThat(as(Role.VIEWER).get(path + "?x").pointers()).containsExactly("/x");
  }

  @Test
  void tellsEverybodyOfItsHealthAndItsInterface() {
    assertThat(anonymous().get("/health/live").status()).isEqualTo(200);
    assertThat(anonymous().get("/health/ready").status()).isEqualTo(200);
    Answer document = anonymous().get("/openapi.yaml");
    assertThat(document.status()).isEqualTo(200);
    assertThat(document.header("Content-Type").orElseThrow()).startsWith("application/yaml");
    assertThat(document.response().body()).contains("openapi: 3");
  }
}
