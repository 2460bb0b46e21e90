package io.executions.web;

import static io.executions.web.SampleValues.TIME;

import io.executions.api.ExecutionFailures;
import io.executions.api.ExecutionSeries;
import io.executions.api.ExecutionStats;
import io.executions.api.FailureGroup;
import io.executions.api.OldestPending;
import io.executions.api.Percentiles;
import io.executions.api.SeriesPoint;
import io.executions.api.TypeStats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Figures: full ones and sparse ones. */
final class SampleFigures {
  static ExecutionStats stats() {
    return new ExecutionStats(1, 2, 3, 4, 5, true)
        .with(
            Optional.of(new OldestPending(42, "t", TIME, TIME)),
            List.of(new TypeStats("t", 1, true, 2)));
  }

  /**
   * Returns one whose first point has all fields, and the second one those that are always there.
   */
  static ExecutionSeries series() {
    Percentiles times =
        new Percentiles(Duration.ofNanos(1_090_000), Duration.ofMillis(30), Duration.ofHours(2));
    return new ExecutionSeries(
        TIME,
        TIME.plusSeconds(120),
        Duration.ofMinutes(1),
        List.of(
            new SeriesPoint(TIME, 1, 2, 3, 0.1, Optional.of(times), Optional.of(times)),
            new SeriesPoint(TIME.plusSeconds(60), 0, 0, 0, 0, Optional.empty(), Optional.empty())));
  }

  static ExecutionFailures failures() {
    return new ExecutionFailures(
        TIME, TIME.plusSeconds(1), List.of(new FailureGroup("t", "a text", 3, TIME, 42)), true);
  }

  private SampleFigures() {}
}
