package io.executions.api;

import java.time.Duration;
import java.util.Optional;

/**
 * What holds for all nodes, kept in the database.
 *
 * @param maxConcurrentExecutions how many may run at the same time in the whole cluster, 1 to
 *     10,000; 1 at the very first start, unless {@code EXECUTION_MAX_CONCURRENT} says otherwise
 * @param paused whether claims stop; what runs goes on; false at first
 * @param retention how long ended executions are kept, up to a hundred years; empty keeps all; 30
 *     days at the very first start, unless {@code EXECUTION_RETENTION} says otherwise
 */
public record ClusterSettings(
    int maxConcurrentExecutions, boolean paused, Optional<Duration> retention) {

  /** The largest limit. */
  public static final int MAX_LIMIT = 10_000;

  /** The longest retention, a hundred years. */
  public static final Duration MAX_RETENTION = Duration.ofDays(36_525);

  /** What the fault of an illegal one says. */
  public static final String RETENTION_RULE =
      "must be an ISO-8601 duration of days and smaller units, such as P30D or PT12H, at most"
          + " P36525D, or none";

  /** Returns whether a retention can be: not negative, and no longer than the longest. */
  public static boolean isRetention(Duration retention) {
    return !retention.isNegative() && retention.compareTo(MAX_RETENTION) <= 0;
  }
}
