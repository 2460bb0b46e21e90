package io.executions.handlers.http;

import io.executions.api.OutputCarrier;
import io.executions.api.PermanentFailureException;
import jakarta.json.JsonValue;
import java.util.Optional;

/** An answer is larger than it may be, and would be at the next attempt, too. */
final class AnswerTooLargeException extends PermanentFailureException implements OutputCarrier {
  private static final long serialVersionUID = 1L;

  private final transient JsonValue beginning;

  AnswerTooLargeException(Target from, int maxBytes, JsonValue beginning) {
    super("The answer of %s is larger than %s".formatted(from.authority(), size(maxBytes)));
    this.beginning = beginning;
  }

  /** Returns the beginning of the answer. */
  @Override
  public Optional<JsonValue> output() {
    return Optional.of(beginning);
  }

  private static String size(int bytes) {
    return bytes == HttpRules.MAX_BYTES
        ? "1 MiB"
        : "%d bytes, which EXECUTION_OUTPUT_MAX_BYTES allows".formatted(bytes);
  }
}
