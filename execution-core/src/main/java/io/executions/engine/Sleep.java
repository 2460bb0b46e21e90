package io.executions.engine;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.executions.store.Look;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How long the engine may sleep, in nanoseconds, unless somebody signals it before.
 *
 * @param ticker monotonic nanoseconds
 */
record Sleep(Duration pollInterval, Stops stops, Draining draining, LongSupplier ticker) {
  private static final long SHORTEST = Duration.ofMillis(10).toNanos();
  private static final long SHORTEST_AFTER_FAILURE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_BEFORE_RETRY = Duration.ofSeconds(5).toNanos();

  /** A long poll interval must not put off what was to be done and did not succeed. */
  long beforeRetry() {
    return Math.min(pollInterval.toNanos(), LONGEST_BEFORE_RETRY);
  }

  long afterFailure() {
    return Math.max(SHORTEST_AFTER_FAILURE, stops.untilNext(beforeRetry()));
  }

  /**
   * Returns how long, after a look that found nothing more to do.
   *
   * @param untilJudgement until another node may turn out to be dead, which only a look finds out
   */
  long after(Look look, long untilJudgement) {
    long until = Math.min(untilDue(look), Math.min(untilJudgement, untilTickIsMissed()));
    long untilGraceIsOver = draining.untilGraceIsOver(ticker.getAsLong());
    return stops.untilNext(Math.max(SHORTEST, Math.min(until, untilGraceIsOver)));
  }

  /**
   * Saturates: years ahead are more nanoseconds than a long holds. What is due at once and still
   * waits has its row locked by somebody.
   */
  private static long untilDue(Look look) {
    OptionalLong due = look.nextDueInMicros();
    return due.isPresent() ? MICROSECONDS.toNanos(due.getAsLong()) : Long.MAX_VALUE;
  }

  /**
   * The server's timer goes by the wall clock: when that is set back, the timer stands still for as
   * long. Polling must not; a tick that comes in time still comes first.
   */
  private long untilTickIsMissed() {
    return pollInterval.toNanos() / 10 * 11;
  }
}
