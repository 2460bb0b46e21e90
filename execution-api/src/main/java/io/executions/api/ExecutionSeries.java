package io.executions.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Figures over time. They are kept for 90 days, and count each end once, whether the execution is
 * still kept or not.
 *
 * @param from when the first step begins
 * @param to when the last step ends
 * @param step how long each step is
 * @param items one for each step, ascending, also where nothing ended
 */
public record ExecutionSeries(Instant from, Instant to, Duration step, List<SeriesPoint> items) {
  /** Copies the items. */
  public ExecutionSeries {
    items = List.copyOf(items);
  }
}
