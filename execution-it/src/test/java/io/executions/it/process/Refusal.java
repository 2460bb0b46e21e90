package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.service.ServiceClient.Answer;
import jakarta.json.JsonObject;

/** How the service says that it cannot do something now. */
final class Refusal {
  private Refusal() {}

  /** Holds the answer to its form: when to come again, and nothing of what is behind it. */
  static void check(Answer answer) {
    JsonObject problem = answer.json();
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(problem.getInt("status")).isEqualTo(503);
    assertThat(problem.toString())
        .doesNotContainIgnoringCase("sql", "mariadb", "postgres", "exception");
  }

  /** Holds an answer to the form of those of a node that must be started anew. */
  static void checkBroken(Answer answer) {
    check(answer);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).isNotNull();
    assertThat(answer.json().getString("type")).endsWith(":unavailable");
    assertThat(answer.json().getString("detail")).contains("its health says why");
  }
}
