package io.executions.api;

import java.time.Duration;
import java.util.List;

/**
 * How long an execution waits after a failed attempt before the next one: {@code initial} after the
 * first, {@code factor} times as long after each further one, {@code max} at most.
 *
 * @param initial the wait after the first failure, 1 ms to 365 days, in whole milliseconds; one
 *     second by default
 * @param factor how much longer each wait is than the one before, 1 to 100; 2 by default
 * @param max the longest wait, {@code initial} to 365 days, in whole milliseconds; by default an
 *     hour, or {@code initial} if that is longer
 * @param jitter which part of a wait is random, 0 to 1: of 10 s with 0.2 at least 8 s are waited;
 *     0.5 by default
 */
public record Backoff(Duration initial, double factor, Duration max, double jitter) {
  /** What holds where neither an execution nor its handler says anything. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofHours(1), 0.5);

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final double MOST_FACTOR = 100;

  /** Returns all that is wrong with it, with pointers such as {@code /factor}. */
  public List<Fault> faults() {
    Faults faults = new Faults();
    if (initial.compareTo(SHORTEST) < 0 || initial.compareTo(LONGEST) > 0) {
      faults.add("/initialMs", "must be from 1 to " + LONGEST.toMillis());
    }
    if (!(factor >= 1 && factor <= MOST_FACTOR)) {
      faults.add("/factor", "must be from 1 to 100");
    }
    if (max.compareTo(initial) < 0 || max.compareTo(LONGEST) > 0) {
      faults.add("/maxMs", "must be from initialMs to " + LONGEST.toMillis());
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      faults.add("/jitter", "must be from 0 to 1");
    }
    return faults.all();
  }

  /**
   * Returns the wait after so many failures.
   *
   * @param random from 0 to below 1
   */
  public Duration after(int failures, double random) {
    double longest = max.toMillis();
    double whole =
        Math.min(longest, initial.toMillis() * Math.pow(factor, Math.max(0, failures - 1)));
    return Duration.ofMillis((long) (whole * (1 - jitter) + whole * jitter * random));
  }
}
