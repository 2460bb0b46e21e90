package io.executions.engine;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.executions.store.Snapshot;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How long the engine may sleep, in nanoseconds, unless somebody signals it before. */
final class NextWake {
  private static final long SHORTEST = Duration.ofMillis(10).toNanos();
  private static final long SHORTEST_AFTER_FAILURE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_BEFORE_RETRY = Duration.ofSeconds(5).toNanos();
  private static final int MOST_DOUBLINGS = 20;

  private final Duration pollInterval;
  private final HandlerStops stops;
  private final Draining draining;
  private final LongSupplier ticker;

  /** How many pauses in a row something was due that did not move. */
  private int stuck;

  private long stuckSince;

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  NextWake(Duration pollInterval, HandlerStops stops, Draining draining, LongSupplier ticker) {
    this.pollInterval = pollInterval;
    this.stops = stops;
    this.draining = draining;
    this.ticker = ticker;
  }

  /** Bounded, so that a long poll interval does not put off what has failed. */
  long beforeRetry() {
    return Math.min(pollInterval.toNanos(), LONGEST_BEFORE_RETRY);
  }

  long shortly() {
    return SHORTEST_AFTER_FAILURE;
  }

  long afterFailure() {
    return Math.max(SHORTEST_AFTER_FAILURE, stops.untilNext(beforeRetry()));
  }

  /**
   * Returns how long the engine may sleep after a look that found nothing more to do.
   *
   * @param untilLook until something else may have happened that only a look finds out
   */
  long after(Snapshot snapshot, long untilLook) {
    long untilRetry = Math.min(untilDue(snapshot), untilOfStuck(snapshot));
    long until = Math.min(untilRetry, Math.min(untilLook, untilTickIsMissed()));
    long untilGraceIsOver = draining.untilGraceIsOver(ticker.getAsLong());
    return stops.untilNext(Math.max(SHORTEST, Math.min(until, untilGraceIsOver)));
  }

  /**
   * What is due and has not moved is locked by somebody, for an unknown time. So the pauses grow.
   * Rounds that are taken sooner, for other reasons, do not count.
   */
  private long untilOfStuck(Snapshot snapshot) {
    if (!snapshot.promotable()) {
      stuck = 0;
      return Long.MAX_VALUE;
    }
    long now = ticker.getAsLong();
    long left = stuckSince + pauseOfStuck() - now;
    if (stuck == 0 || left <= 0) {
      stuck = Math.min(stuck + 1, MOST_DOUBLINGS);
      stuckSince = now;
      left = pauseOfStuck();
    }
    return left;
  }

  private long pauseOfStuck() {
    return stuck == 0 ? 0 : Math.min(beforeRetry(), SHORTEST << (stuck - 1));
  }

  /** Saturates: years ahead are more nanoseconds than a long holds. */
  private static long untilDue(Snapshot snapshot) {
    OptionalLong due = snapshot.nextDueInMicros();
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
