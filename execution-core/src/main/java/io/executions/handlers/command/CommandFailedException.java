package io.executions.handlers.command;

/** Tells that a command could not be started, or ended with an exit code other than 0. */
public class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String message) {
    super(message);
  }

  CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
