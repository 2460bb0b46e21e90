package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.web.RestClient.Answer;
import java.util.Locale;

/** What every refusal must look like. */
final class ProblemTranslation {
  private ProblemTranslation() {}

  static void assertProblem(Answer answer, int status) {
    String body = answer.response().body();
    assertThat(answer.status()).as(body).isEqualTo(status);
    assertThat(answer.header("Content-Type").orElse("none"))
        .as(body)
        .startsWith("application/problem+json");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("title").asText()).isNotBlank();
    assertThat(answer.json().get("type").asText()).isNotBlank();
    assertTellsNoInsides(body);
  }

  /** Fails if the text is a server's own page or holds a stack trace, or names the server. */
  static void assertTellsNoInsides(String answer) {
    assertThat(answer.toLowerCase(Locale.ROOT))
        .doesNotContain("<html", "<!doctype", "exception", "\tat ", "payara", "org.mariadb");
  }
}
