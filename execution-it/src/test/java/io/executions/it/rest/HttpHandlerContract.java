package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

interface HttpHandlerContract extends ServiceContract {
  @Test
  default void callsAnAddressAndKeepsTheAnswer() throws Exception {
    try (Target target = new Target()) {
      long id =
          service()
              .create(
                  """
                  "type": "http", "input": {"url": "%s/echo", "method": "POST", "body": {"a": [1]},
                    "headers": {"X-Token": "s3cret", "X-Plain": "seen"}}
                  """
                      .formatted(target.address()));
      JsonNode execution = service().awaitEnd(id);
      assertThat(execution.get("status").asText()).isEqualTo("completed");
      assertThat(execution.at("/output/status").asInt()).isEqualTo(200);
      assertThat(execution.at("/output/body").asText()).isEqualTo("{\"a\":[1]}");
      assertThat(execution.at("/output/headers/set-cookie").asText()).isEqualTo("id=s3cret");
      assertThat(target.seen.take()).isEqualTo("POST /echo application/json s3cret seen");
      assertThat(service().viewer().get("/executions/" + id).response().body())
          .doesNotContain("s3cret")
          .contains("seen");
    }
  }

  @Test
  default void failsOnAnErrorOfTheOtherServerAndNamesIt() throws IOException {
    try (Target target = new Target()) {
      JsonNode execution = end(target.address() + "/busy");
      assertThat(execution.get("status").asText()).isEqualTo("failed");
      assertThat(execution.get("errorMessage").asText())
          .isEqualTo("HTTP 503 from 127.0.0.1:" + target.port());
      assertThat(execution.has("output")).isFalse();
      String attempts = "/executions/" + execution.get("id").asLong() + "/attempts";
      JsonNode kept = service().operator().get(attempts).json().at("/items/0/output");
      assertThat(kept.get("status").asInt()).isEqualTo(503);
      assertThat(kept.get("body").asText()).isEqualTo("come back later");
      assertThat(kept.at("/headers/set-cookie").asText()).isEqualTo("id=s3cret");
      JsonNode shown = service().viewer().get(attempts).json().at("/items/0/output");
      assertThat(shown.at("/headers/set-cookie").asText()).isEqualTo("***");
      assertThat(shown.get("body")).isEqualTo(kept.get("body"));
    }
  }

  @Test
  default void takesAnAnswerOfExactlyTheAllowedSizeTextOrNot() throws IOException {
    try (Target target = new Target()) {
      JsonNode text = end(target.address() + "/text").get("output");
      assertThat(text.get("body").asText()).isEqualTo("x".repeat(1 << 20));
      JsonNode binary = end(target.address() + "/binary").get("output");
      assertThat(binary.get("bodyBase64").asBoolean()).isTrue();
      assertThat(Base64.getDecoder().decode(binary.get("body").asText())).hasSize(1 << 20);
    }
  }

  @Test
  default void followsARedirect() throws IOException {
    try (Target target = new Target()) {
      JsonNode execution = end(target.address() + "/moved");
      assertThat(execution.get("status").asText()).isEqualTo("completed");
      assertThat(execution.at("/output/body").asText()).isEqualTo("arrived");
    }
  }

  @Test
  default void goesRoundInCirclesFiveTimesOnly() throws IOException {
    try (Target target = new Target()) {
      JsonNode execution = end(target.address() + "/circle");
      assertThat(execution.get("status").asText()).isEqualTo("failed");
      assertThat(target.seen).hasSize(6);
    }
  }

  @Test
  default void callsNothingThatIsNotAllowedNeitherByARedirect() throws IOException {
    try (Target target = new Target()) {
      for (String url : new String[] {"http://192.0.2.1/", target.address() + "/away"}) {
        long id =
            service()
                .create(
                    "\"type\": \"http\", \"maxAttempts\": 5, \"input\": {\"url\": \"%s\"}"
                        .formatted(url));
        JsonNode execution = service().awaitEnd(id);
        assertThat(execution.get("status").asText()).isEqualTo("failed");
        assertThat(execution.get("errorMessage").asText()).contains("192.0.2.1");
        assertThat(execution.get("attempt").asInt()).isEqualTo(1);
      }
    }
  }

  private JsonNode end(String url) {
    return service()
        .awaitEnd(
            service().create("\"type\": \"http\", \"input\": {\"url\": \"%s\"}".formatted(url)));
  }
}
