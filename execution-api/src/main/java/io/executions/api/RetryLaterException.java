package io.executions.api;

import java.time.Duration;
import java.util.Optional;

/**
 * What a handler throws to say when the next attempt is worth making. This attempt has failed as by
 * any other exception, and counts; only the wait before the next one is another. What does not
 * count as a failure is a {@linkplain ExecutionContext#snooze snooze}.
 */
public class RetryLaterException extends Exception implements DelayCarrier {
  private static final long serialVersionUID = 1L;

  private final Duration delay;

  /** Makes one that waits so long, in whole milliseconds. */
  public RetryLaterException(Duration delay) {
    this(delay, "Not possible now", null);
  }

  /** Makes one whose message becomes the error message of the attempt. */
  public RetryLaterException(Duration delay, String message) {
    this(delay, message, null);
  }

  /** Makes one with a cause, which operators see in the attempt's error detail. */
  public RetryLaterException(Duration delay, String message, Throwable cause) {
    super(message, cause);
    this.delay = delay.isNegative() ? Duration.ZERO : delay;
  }

  @Override
  public Optional<Duration> delay() {
    return Optional.of(delay);
  }
}
