package io.executions.api;

import java.time.Duration;
import java.util.Optional;

/**
 * Implemented by exceptions of handlers that may know when another attempt is worth making, as
 * {@link RetryLaterException} always does.
 */
public interface DelayCarrier {
  /**
   * Returns how long to wait before the next attempt, in place of the {@link Backoff} and no longer
   * than its {@code max}; empty to wait as that says.
   */
  Optional<Duration> delay();
}
