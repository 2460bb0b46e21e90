package io.executions.handlers.command;

import io.executions.api.OutputCarrier;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Tells that a command was told to stop, and has ended. */
public class CommandStoppedException extends InterruptedException implements OutputCarrier {
  private static final long serialVersionUID = 1L;

  private final transient JsonValue output;

  CommandStoppedException(String message, JsonValue output) {
    super(message);
    this.output = output;
  }

  /** Returns what the command printed until then. */
  @Override
  public Optional<JsonValue> output() {
    return Optional.of(output);
  }
}
