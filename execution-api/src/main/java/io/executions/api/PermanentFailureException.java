package io.executions.api;

/**
 * What a handler throws to say: do not try again. The execution becomes failed with this message,
 * whatever attempts are left.
 */
public class PermanentFailureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one whose message becomes the execution's error message. */
  public PermanentFailureException(String message) {
    super(message);
  }

  /** Makes one with a cause, which operators see in the attempt's error detail. */
  public PermanentFailureException(String message, Throwable cause) {
    super(message, cause);
  }
}
