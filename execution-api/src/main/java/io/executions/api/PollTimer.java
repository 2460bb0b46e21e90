package io.executions.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A node's poll timer as its last beat told.
 *
 * @param interval how often it asks for work
 * @param lastPollAt when it last asked
 * @param lastPollTook how long that took
 * @param nextPollAt when it is due next; empty while it is suspended
 * @param lastError what went wrong at the last poll; empty when it went well
 * @param suspended whether it stands still, as when an administrator suspended it in the server's
 *     console, or the wall clock was set back; the node then polls without it
 */
public record PollTimer(
    Duration interval,
    Optional<Instant> lastPollAt,
    Optional<Duration> lastPollTook,
    Optional<Instant> nextPollAt,
    Optional<String> lastError,
    boolean suspended) {

  /** Timers of a server under load tick late. */
  private static final Duration LEAST_OVERDUE = Duration.ofSeconds(2);

  /**
   * Returns whether a timer stands still.
   *
   * @param untilNext in what time it is due next; negative when that is overdue
   * @param interval its interval
   */
  public static boolean standsStill(Duration untilNext, Duration interval) {
    Duration overdue = untilNext.negated();
    return overdue.compareTo(LEAST_OVERDUE) > 0 && overdue.compareTo(interval.multipliedBy(2)) > 0;
  }
}
