package io.executions.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.web.SampleExecutions;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static final JsonValue SECRET =
      read("{\"headers\":{\"Authorization\":\"secret\",\"a\":\"b\"}}");
  private static final JsonValue HIDDEN =
      read("{\"headers\":{\"Authorization\":\"***\",\"a\":\"b\"}}");

  private final Redaction redaction = new Redaction("Authorization"::equals);

  @Test
  void hidesCredentialsFromWhoMayOnlyLook() {
    Execution execution = execution(SECRET);

    Execution shown = redaction.of(execution);

    assertThat(shown).isEqualTo(execution(HIDDEN));
    assertThat(Redaction.NONE.of(execution)).isSameAs(execution);
  }

  @Test
  void leavesWhatIsNoHeadersAsItIs() {
    JsonValue input = read("{\"Authorization\":\"x\",\"headers\":[\"Authorization\"]}");

    assertThat(redaction.of(execution(input))).isEqualTo(execution(input));
  }

  @Test
  void hidesCredentialsAndDetailsOfAttempts() {
    List<Attempt> attempts = List.of(attempt(Optional.of("at Some.java"), SECRET));

    assertThat(redaction.of(attempts)).containsExactly(attempt(Optional.empty(), HIDDEN));
    assertThat(Redaction.NONE.of(attempts)).isEqualTo(attempts);
  }

  private static JsonValue read(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  private static Attempt attempt(Optional<String> detail, JsonValue output) {
    return new Attempt(
        1,
        "node",
        Instant.EPOCH,
        Optional.of(Instant.EPOCH),
        Optional.of(AttemptOutcome.FAILED),
        Optional.of("no"),
        detail,
        Optional.of(output));
  }

  private static Execution execution(JsonValue message) {
    return SampleExecutions.of(1, ExecutionStatus.COMPLETED, message, Optional.of(message));
  }
}
