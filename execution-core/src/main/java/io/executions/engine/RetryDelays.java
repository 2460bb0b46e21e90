package io.executions.engine;

import io.executions.api.Backoff;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt. Part of it is random, so that what failed together does
 * not come back together ("equal jitter", Marc Brooker, "Exponential Backoff And Jitter", AWS
 * Architecture Blog, 2015).
 *
 * @param random gives numbers from 0 to below 1
 */
record RetryDelays(DoubleSupplier random) {
  /** After a conflict with another transaction, which is mostly over soon. */
  private static final Backoff AFTER_CONFLICT =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(2), 0.5);

  Duration afterConflicts(int conflicts) {
    return AFTER_CONFLICT.after(conflicts, random.getAsDouble());
  }

  Duration afterFailures(int failures, Backoff backoff) {
    return backoff.after(failures, random.getAsDouble());
  }
}
