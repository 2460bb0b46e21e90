package io.executions.api;

import java.time.Instant;
import java.util.List;

/**
 * What a {@link Backfill} would create now.
 *
 * @param count how many executions
 * @param times the first of their times, ascending; at most {@value #MOST_TIMES}
 * @param capped whether there are more times than may be created at once, and only those were
 *     counted
 */
public record BackfillCount(int count, List<Instant> times, boolean capped) {
  /** How many times are told. */
  public static final int MOST_TIMES = 100;

  /** Makes one; the list is copied. */
  public BackfillCount {
    times = List.copyOf(times);
  }
}
