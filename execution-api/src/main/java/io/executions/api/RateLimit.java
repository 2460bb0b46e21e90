package io.executions.api;

import java.time.Duration;

/**
 * How often executions of a queue may start. Any half-open stretch of time as long as the period
 * holds at most {@code count + burst - 1} starts.
 *
 * @param count how many may start in a period, 1 to {@value #MAX_COUNT}
 * @param period how long a period is, a millisecond to 30 days, in whole milliseconds
 * @param burst how many may start at once after a rest, 1 to {@code count}; with 1 they start
 *     evenly, one each {@code period / count}
 */
public record RateLimit(int count, Duration period, int burst) {
  /** The largest count. */
  public static final int MAX_COUNT = 1_000_000;

  /** The longest period. */
  public static final Duration MAX_PERIOD = Duration.ofDays(30);

  /** Returns a limit of so many in a period, one after the other. */
  public static RateLimit of(int count, Duration period) {
    return new RateLimit(count, period, 1);
  }

  /** Returns a copy by which so many may start at once after a rest. */
  public RateLimit withBurst(int newBurst) {
    return new RateLimit(count, period, newBurst);
  }
}
