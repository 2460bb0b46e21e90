package io.executions.handlers.http;

import io.executions.api.OutputCarrier;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.Optional;

/** A call failed; the message says why in words for the person who reads the execution. */
final class HttpFailureException extends IOException implements OutputCarrier {
  private static final long serialVersionUID = 1L;

  private transient JsonValue answer;

  HttpFailureException(String message) {
    super(message);
  }

  HttpFailureException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns this exception with as much of an answer as there was. */
  HttpFailureException with(JsonValue beginning) {
    answer = beginning;
    return this;
  }

  /** Returns the beginning of the answer; empty if there was none. */
  @Override
  public Optional<JsonValue> output() {
    return Optional.ofNullable(answer);
  }
}
