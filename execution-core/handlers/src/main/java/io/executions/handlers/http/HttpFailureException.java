package io.executions.handlers.http;

import io.executions.api.DelayCarrier;
import io.executions.api.OutputCarrier;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A call failed; the message says why in words for the person who reads the execution. */
final class HttpFailureException extends IOException implements OutputCarrier, DelayCarrier {
  private static final long serialVersionUID = 1L;

  private transient JsonValue answer;
  private Duration delay;

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

  /** Returns this exception with how long the other side wants to be left alone. */
  HttpFailureException after(Optional<Duration> asked) {
    delay = asked.orElse(null);
    return this;
  }

  /** Returns how long the other side wants to be left alone; empty if it has not said so. */
  @Override
  public Optional<Duration> delay() {
    return Optional.ofNullable(delay);
  }

  /** Returns the beginning of the answer; empty if there was none. */
  @Override
  public Optional<JsonValue> output() {
    return Optional.ofNullable(answer);
  }
}
