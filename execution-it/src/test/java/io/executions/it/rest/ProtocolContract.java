package io.executions.it.rest;

import static io.executions.it.rest.ProblemTranslation.assertProblem;
import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.executions.web.RestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

interface ProtocolContract extends ServiceContract {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/nothing", "/executions/1/nothing", "/executions/batch/x", "/Stats"})
  default void answersWithAProblemWhereNothingIs(String path) {
    assertProblem(service().admin().get(path), 404);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /executions/1, GET",
    "PUT, /executions, POST",
    "GET, /executions/1/cancel, POST",
    "POST, /stats, GET",
    "DELETE, /settings, PATCH",
    "POST, /health/live, GET",
    "PATCH, /openapi.yaml, GET",
    "POST, /openapi.json, GET",
    "BREW, /executions, GET"
  })
  default void namesTheMethodsThatItWouldAllow(String method, String path, String allowed) {
    Answer refused = service().admin().send(method, path, noBody());
    assertProblem(refused, 405);
    assertThat(refused.header("Allow").orElse("none")).contains(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/executions",
        "/executions/1",
        "/stats",
        "/status",
        "/types",
        "/settings",
        "/health/live"
      })
  default void refusesToAnswerInAnythingButJson(String path) {
    assertProblem(service().admin().with("Accept", "text/html").get(path), 406);
    assertProblem(service().admin().with("Accept", "application/xml, image/*").get(path), 406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/*", "application/json;q=0.1", "text/html, */*;q=0.1"})
  default void answersInJsonWhereThatIsAcceptable(String accept) {
    Answer answer = service().viewer().with("Accept", accept).get("/stats");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "multipart/form-data; boundary=b",
        "nonsense"
      })
  default void takesNothingButJson(String mediaType) {
    for (String path : new String[] {"/executions", "/executions/batch"}) {
      Answer refused =
          service()
              .operator()
              .with("Content-Type", mediaType)
              .send("POST", path, BodyPublishers.ofString("{" + Service.later() + "}"));
      assertThat(refused.status()).isIn(400, 415);
      assertProblem(refused, mediaType.equals("nonsense") ? refused.status() : 415);
    }
  }

  @Test
  default void takesNoCompressedBody() {
    Answer refused =
        service()
            .operator()
            .with("Content-Encoding", "gzip")
            .post("/executions", "{" + Service.later() + "}");
    assertProblem(refused, 415);
  }

  @Test
  default void answersToHeadAsToGetButWithoutABody() {
    Answer get = service().viewer().get("/stats");
    Answer head = service().viewer().send("HEAD", "/stats", noBody());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.response().body()).isEmpty();
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    Answer missing = service().viewer().send("HEAD", "/executions/x", noBody());
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.response().body()).isEmpty();
  }

  @Test
  default void tellsItsMethodsWhenAskedForOptions() {
    Answer options = service().admin().send("OPTIONS", "/settings", noBody());
    assertThat(options.status()).isBetween(200, 204);
    assertThat(options.header("Allow").orElseThrow()).contains("GET", "PATCH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "text/html", "application/vnd.sun.wadl+xml", "application/xml"})
  default void tellsNothingElseWhenAskedForOptions(String accept) {
    Answer options =
        service().admin().with("Accept", accept).send("OPTIONS", "/settings", noBody());
    assertThat(options.header("Server")).isEmpty();
    assertThat(options.header("X-Powered-By")).isEmpty();
    assertThat(options.response().body()).matches("[A-Z, ]*");
  }

  @Test
  default void sendsHeadersThatKeepBrowsersFromRisks() {
    Answer answer = service().viewer().get("/stats");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("X-Frame-Options")).contains("DENY");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("X-Powered-By")).isEmpty();
  }
}
