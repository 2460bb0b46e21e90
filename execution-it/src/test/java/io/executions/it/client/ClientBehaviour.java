package io.executions.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.SettingsChange;
import io.executions.api.client.ExecutionClient;
import io.executions.api.client.ProblemException;
import io.executions.api.client.Wait;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/**
 * What a typed client does with a running service. The classes that say it run in the JVM that
 * {@link ClientProcess} starts, with nothing but the class path of one implementation, or in {@link
 * PayaraApplication}.
 */
abstract class ClientBehaviour {
  static final Wait LONG = Wait.atMost(Duration.ofSeconds(60));
  static final Instant FAR = Instant.parse("2100-01-31T08:00:00.123456Z");

  static {
    // A machine may be slow.
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
  }

  final ExecutionClient client = open(System.getProperty("client.token"));

  static ExecutionClient open(String token) {
    try {
      var opening =
          Class.forName(System.getProperty("client.opening")).getConstructor().newInstance();
      @SuppressWarnings("unchecked")
      var typed = (BiFunction<String, String, ExecutionClient>) opening;
      return typed.apply(System.getProperty("client.address"), token);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static ExecutionClient stranger() {
    return open("a-token-that-nobody-gave-out");
  }

  static NewExecution command(String name, String... args) {
    return NewExecution.of("command", input(name, args));
  }

  static JsonObject input(String name, String... args) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("args", Json.createArrayBuilder(List.of(args)))
        .build();
  }

  static ProblemException problem(Runnable call) {
    ProblemException problem = catchThrowableOfType(ProblemException.class, call::run);
    assertThat(problem).as("a problem").isNotNull();
    return problem;
  }

  Execution once(long id, ExecutionStatus status) {
    return await().until(() -> client.getExecution(id), execution -> execution.status() == status);
  }

  @AfterEach
  void letClaimsGoOn() {
    client.changeSettings(SettingsChange.none().withMaxConcurrentExecutions(4).withPaused(false));
  }
}
