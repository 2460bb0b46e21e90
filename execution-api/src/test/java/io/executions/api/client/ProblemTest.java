package io.executions.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Fault;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
  private static final MediaType PROBLEM = new MediaType("application", "problem+json");

  private static Problem read(int status, MediaType mediaType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Problem.read(status, mediaType, new ByteArrayInputStream(bytes));
  }

  @Test
  void saysAllThatTheDocumentSays() {
    Problem problem =
        read(
            400,
            PROBLEM,
            """
            {"type": "urn:x", "title": "Wrong", "status": 400, "detail": "Not so.", "instance": "urn:7",
             "errors": [{"pointer": "/input/url", "detail": "is required"}], "more": true}
            """);

    assertThat(problem.type()).isEqualTo("urn:x");
    assertThat(problem.title()).isEqualTo("Wrong");
    assertThat(problem.detail()).isEqualTo("Not so.");
    assertThat(problem.instance()).contains("urn:7");
    assertThat(problem.errors()).containsExactly(new Fault("/input/url", "is required"));
    assertThat(new ProblemException(problem))
        .hasMessage("400 Wrong: Not so.; /input/url is required");
  }

  @Test
  void saysWhatStandsInTheWayOfANode() {
    Problem problem =
        read(
            503,
            MediaType.APPLICATION_JSON_TYPE,
            "{\"status\": \"down\", \"problems\": [\"it drains\", \"it stops\"], \"warnings\": []}");

    assertThat(problem.detail()).isEqualTo("it drains; it stops");
    assertThat(problem.title()).isEqualTo("Service Unavailable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{\"type\": 1}", "{\"errors\": [1]}", "{\"type\":"})
  void saysItsStatusAloneWhereTheBodyIsNoProblem(String body) {
    assertThat(read(502, PROBLEM, body).title()).isEqualTo("Bad Gateway");
    assertThat(read(502, PROBLEM, body).errors()).isEmpty();
    assertThat(read(502, MediaType.TEXT_HTML_TYPE, body).type()).isEqualTo("about:blank");
    assertThat(Problem.read(502, null, null).status()).isEqualTo(502);
    assertThat(read(599, null, body).title()).isEqualTo("HTTP status 599");
    assertThat(read(599, null, body).errors()).isEqualTo(List.of());
  }
}
