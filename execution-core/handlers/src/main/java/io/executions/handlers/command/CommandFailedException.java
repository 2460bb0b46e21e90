package io.executions.handlers.command;

import io.executions.api.OutputCarrier;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Tells that a command could not be started, or ended with an exit code other than 0. */
public class CommandFailedException extends Exception implements OutputCarrier {
  private static final long serialVersionUID = 1L;

  private final transient JsonValue output;

  CommandFailedException(String message) {
    this(message, (JsonValue) null);
  }

  CommandFailedException(String message, Throwable cause) {
    super(message, cause);
    output = null;
  }

  CommandFailedException(String message, JsonValue output) {
    super(message);
    this.output = output;
  }

  /** Returns the exit code and what the command printed; empty if it was not started. */
  @Override
  public Optional<JsonValue> output() {
    return Optional.ofNullable(output);
  }
}
