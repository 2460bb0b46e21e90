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
import org.junit.jupiter.api.Test;

/** Access tokens have names, and are made and taken away over REST. */
interface TokenContract extends ServiceContract {
  /** Within so long, all nodes know. */
  Duration FELT = Duration.ofSeconds(5);

  @Test
  default void makesATokenAndTakesItAwayWithItsSessions() {
    String name = "tester-" + System.nanoTime();
    Answer made = make(name, "operator", "");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().get("name").asText()).isEqualTo(name);
    assertThat(made.json().has("expiresAt")).isFalse();
    RestClient client = bearer(made.json().get("token").asText());
    await().atMost(FELT).until(() -> client.get("/stats").status() == 200);
    assertThat(client.get("/session").json().get("name").asText()).isEqualTo(name);
    assertThat(client.post("/executions", "{" + Service.later() + "}").status()).isEqualTo(201);
    assertProblem(client.get("/tokens"), 403);
    Answer session =
        service()
            .anonymous()
            .post("/session", "{\"token\": \"%s\"}".formatted(made.json().get("token").asText()));
    RestClient browser =
        service()
            .anonymous()
            .with("Cookie", session.header("Set-Cookie").orElseThrow().replaceFirst(";.*", ""));
    assertThat(browser.get("/stats").status()).isEqualTo(200);
    JsonNode listed = listed(name);
    assertThat(listed.get("role").asText()).isEqualTo("operator");
    Instant used = Instant.parse(listed.get("lastUsedAt").asText());
    assertThat(used).isEqualTo(used.truncatedTo(ChronoUnit.MINUTES));
    assertThat(service().admin().get("/tokens").response().body())
        .doesNotContain(made.json().get("token").asText());

    assertProblem(make(name, "viewer", ""), 409);
    assertThat(remove(name).status()).isEqualTo(204);
    await()
        .atMost(FELT)
        .until(() -> client.get("/stats").status() == 401 && browser.get("/stats").status() == 401);
    assertProblem(remove(name), 404);
    assertThat(listed(name)).isNull();
  }

  @Test
  default void aTokenExpires() {
    Instant end = Instant.now().plusSeconds(4);
    String name = "tester-" + System.nanoTime();
    Answer made = make(name, "viewer", ", \"expiresAt\": \"%s\"".formatted(end));
    assertThat(made.status()).isEqualTo(201);
    RestClient client = bearer(made.json().get("token").asText());
    await().atMost(FELT).until(() -> client.get("/session").json().has("expiresAt"));
    await().atMost(Duration.ofSeconds(15)).until(() -> client.get("/session").status() == 401);
    assertThat(listed(name).get("expiresAt").asText())
        .isEqualTo(made.json().get("expiresAt").asText());
    remove(name);
  }

  @Test
  default void thoseOfTheSettingsStay() {
    for (String name : new String[] {"admin", "operator", "viewer"}) {
      assertProblem(remove(name), 409);
      assertProblem(make(name, "viewer", ""), 409);
      assertThat(listed(name).get("role").asText()).isEqualTo(name);
    }
    assertProblem(remove("Not-A-Name"), 404);
  }

  @Test
  default void namesAllFaultsOfATokenAtOnce() {
    Answer refused =
        service()
            .admin()
            .post("/tokens", "{\"name\": \"X\", \"role\": \"root\", \"expiresAt\": 7, \"y\": 1}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.pointers()).containsExactlyInAnyOrder("/name", "/role", "/expiresAt", "/y");
    Answer past = make("tester.3", "viewer", ", \"expiresAt\": \"2001-01-01T00:00:00Z\"");
    assertThat(past.status()).isEqualTo(400);
    assertThat(past.pointers()).containsExactly("/expiresAt");
    Answer both = make("X", "viewer", ", \"expiresAt\": \"2001-01-01T00:00:00Z\"");
    assertThat(both.pointers()).containsExactlyInAnyOrder("/name", "/expiresAt");
  }

  private Answer make(String name, String role, String more) {
    return service()
        .admin()
        .post("/tokens", "{\"name\": \"%s\", \"role\": \"%s\"%s}".formatted(name, role, more));
  }

  private Answer remove(String name) {
    return service().admin().send("DELETE", "/tokens/" + name, BodyPublishers.noBody());
  }

  private RestClient bearer(String token) {
    return service().anonymous().with("Authorization", "Bearer " + token);
  }

  private JsonNode listed(String name) {
    for (JsonNode token : service().admin().get("/tokens").json().get("items")) {
      if (token.get("name").asText().equals(name)) {
        return token;
      }
    }
    return null;
  }
}
