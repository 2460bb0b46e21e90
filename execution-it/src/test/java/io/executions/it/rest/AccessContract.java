package io.executions.it.rest;

import static io.executions.it.rest.ProblemTranslation.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.api.port.Role;
import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

interface AccessContract extends ServiceContract {
  @ParameterizedTest
  @CsvSource({
    "GET, /executions, VIEWER",
    "GET, /executions/4503599627370496, VIEWER",
    "GET, /executions/4503599627370496/attempts, VIEWER",
    "GET, /stats, VIEWER",
    "GET, /stats/series, VIEWER",
    "GET, /stats/failures, VIEWER",
    "GET, /status, VIEWER",
    "GET, /types, VIEWER",
    "GET, /settings, VIEWER",
    "GET, /audit, OPERATOR",
    "POST, /tokens, ADMIN",
    "GET, /tokens, ADMIN",
    "DELETE, /tokens/nobodys, ADMIN",
    "GET, /session, VIEWER",
    "DELETE, /session, VIEWER",
    "POST, /executions, OPERATOR",
    "POST, /executions/batch, OPERATOR",
    "POST, /executions/4503599627370496/cancel, OPERATOR",
    "POST, /executions/4503599627370496/retry, OPERATOR",
    "PATCH, /executions/4503599627370496, OPERATOR",
    "DELETE, /executions/4503599627370496, ADMIN",
    "PATCH, /settings, ADMIN",
    "POST, /nodes/4503599627370496/drain, ADMIN",
    "POST, /nodes/4503599627370496/resume, ADMIN",
    "POST, /nodes/4503599627370496/poll, ADMIN"
  })
  default void asksForTheRoleThatEachRequestNeeds(String method, String path, Role needed) {
    Answer without = send(service().anonymous(), method, path);
    assertProblem(without, 401);
    assertThat(without.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
    for (Role role : Role.values()) {
      Answer answer = send(service().as(role), method, path);
      if (role.includes(needed)) {
        assertThat(answer.status()).as("%s %s as %s", method, path, role).isNotIn(401, 403);
      } else {
        assertProblem(answer, 403);
      }
    }
  }

  /** An empty body is refused with 400, which only the permitted get to see. */
  private static Answer send(RestClient client, String method, String path) {
    return client
        .with("Content-Type", "application/json")
        .send(method, path, BodyPublishers.noBody());
  }

  @Test
  default void tellsNobodyWithoutATokenWhatIsThere() {
    assertProblem(service().anonymous().get("/nothing"), 401);
    assertProblem(
        service().anonymous().send("DELETE", "/executions/1", BodyPublishers.noBody()), 401);
    assertProblem(service().anonymous().with("Accept", "text/html").get("/stats"), 401);
  }

  @Test
  default void answersAMalformedTokenAsAWrongOne() {
    Answer wrong =
        service().anonymous().with("Authorization", "Bearer not-the-right-token").get("/stats");
    Answer malformed = service().anonymous().with("Authorization", "Basic eDp5").get("/stats");
    assertProblem(wrong, 401);
    assertProblem(malformed, 401);
    assertThat(malformed.json()).isEqualTo(wrong.json());
  }

  @Test
  default void hidesCredentialsFromViewersOnly() {
    long id =
        service()
            .create(
                """
                "type": "http", "runAt": "2999-01-01T00:00:00Z", "input": {
                  "url": "https://example.com/", "headers": {
                    "Authorization": "Bearer s3cret-1", "Cookie": "s3cret-2", "X-Api-Key": "s3cret-3",
                    "Accept": "text/plain"}}
                """);
    JsonNode shown = service().viewer().get("/executions/" + id).json().at("/input/headers");
    assertThat(shown.get("Authorization").asText()).isEqualTo("***");
    assertThat(shown.get("Cookie").asText()).isEqualTo("***");
    assertThat(shown.get("X-Api-Key").asText()).isEqualTo("***");
    assertThat(shown.get("Accept").asText()).isEqualTo("text/plain");
    assertThat(service().viewer().get("/executions?limit=500").response().body())
        .doesNotContain("s3cret");
    assertThat(service().get(id).at("/input/headers/Authorization").asText())
        .isEqualTo("Bearer s3cret-1");
  }

  @Test
  default void tellsErrorDetailsToOperatorsOnly() {
    long id = service().create(Commands.request("say", "a", "it broke", 1));
    assertThat(service().awaitEnd(id).get("status").asText()).isEqualTo("failed");
    JsonNode told = service().attempts(id).get(0);
    assertThat(told.get("errorDetail").asText()).contains("it broke").doesNotContain("\tat ");
    JsonNode shown =
        service().viewer().get("/executions/" + id + "/attempts").json().at("/items/0");
    assertThat(shown.has("errorDetail")).isFalse();
    assertThat(shown.get("errorMessage")).isEqualTo(told.get("errorMessage"));
    assertThat(shown.get("errorMessage").asText()).contains("it broke").doesNotContain("\n");
  }
}
