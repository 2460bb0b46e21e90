package io.executions.engine;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: it doubles from one second to an hour at most, and half
 * of it is random, so that what failed together does not come back together ("equal jitter", Marc
 * Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 *
 * @param random gives numbers from 0 to below 1
 */
record Backoff(DoubleSupplier random) {
  private static final long FIRST_MILLIS = 1000;
  private static final long FIRST_CONFLICT_MILLIS = 100;
  private static final long MOST_CONFLICT_MILLIS = 2000;
  private static final long MOST_MILLIS = Duration.ofHours(1).toMillis();

  /**
   * The wait after a conflict with another transaction: much shorter, since such a conflict is
   * mostly over by then.
   */
  Duration afterConflicts(int conflicts) {
    int doublings = Math.min(conflicts - 1, 30);
    return half(Math.min(MOST_CONFLICT_MILLIS, FIRST_CONFLICT_MILLIS << doublings));
  }

  Duration afterFailures(int failures) {
    int doublings = Math.min(failures - 1, 30);
    long whole = Math.min(MOST_MILLIS, FIRST_MILLIS << doublings);
    return half(whole);
  }

  /** Half of it is fixed, half is random. */
  private Duration half(long millis) {
    return Duration.ofMillis(millis / 2 + (long) (random.getAsDouble() * millis / 2));
  }
}
