package io.executions.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Fault;
import io.executions.api.NewExecution;
import io.executions.api.SettingsChange;
import io.executions.api.client.ExecutionClient;
import io.executions.api.client.ProblemException;
import jakarta.json.Json;
import org.junit.jupiter.api.Test;

/** Is told what the service refuses, and why. */
class RefusalBehaviour extends ClientBehaviour {
  @Test
  void namesEveryFaultOfARequest() {
    NewExecution wrong =
        NewExecution.of("command", Json.createObjectBuilder().add("nome", "x").build())
            .withPriority(5000)
            .withMaxAttempts(0);

    ProblemException refused = problem(() -> client.createExecution(wrong));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem().type()).endsWith("invalid-request");
    assertThat(refused.problem().title()).isEqualTo("Invalid request");
    assertThat(refused.errors())
        .extracting(Fault::pointer)
        .contains("/priority", "/maxAttempts", "/input/name", "/input/nome");
    assertThat(refused.errors()).contains(new Fault("/priority", "must be from -1000 to 1000"));
    assertThat(refused).hasMessageContaining("/priority must be from -1000 to 1000");
    ProblemException query = problem(() -> client.getExecutions(null, "NO", 0, null));
    assertThat(query.errors())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/type", "/limit");
  }

  @Test
  void isToldOfWhatIsNotThere() {
    assertThat(problem(() -> client.getExecution(1L << 52)).status()).isEqualTo(404);
    assertThat(problem(() -> client.getAttempts(1L << 52)).status()).isEqualTo(404);
  }

  @Test
  void isToldThatItsTokenIsRefused() {
    assertThat(problem(stranger()::getStats).status()).isEqualTo(401);
  }

  @Test
  void isToldThatItsTokenDoesNotSuffice() {
    ExecutionClient viewer = open(System.getProperty("client.viewer.token"));

    assertThat(viewer.getStats()).isNotNull();
    assertThat(problem(() -> viewer.createExecution(command("greet"))).status()).isEqualTo(403);
    assertThat(problem(() -> viewer.changeSettings(SettingsChange.none())).status()).isEqualTo(403);
  }
}
