package io.executions.web.security;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The failed tries of one address within the last minute, and how many are being delayed. */
final class RecentTries {
  static final int FREE = 5;
  static final long WINDOW = MINUTES.toNanos(1);
  private static final long SHORTEST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 1000;

  /** With so many the delay is the longest one; older ones need not be remembered. */
  private static final int REMEMBERED = FREE + 5;

  private final Deque<Long> failedAt = new ArrayDeque<>(REMEMBERED);
  private int delayed;

  /** Returns whether the next failing try from here would be delayed. */
  boolean areMany(long now) {
    while (!failedAt.isEmpty() && now - failedAt.peekFirst() >= WINDOW) {
      failedAt.removeFirst();
    }
    return failedAt.size() >= FREE;
  }

  /** Counts one more; returns how long it is to be delayed, zero for the first few. */
  Duration add(long now) {
    Duration delay = areMany(now) ? delay(failedAt.size() - FREE) : Duration.ZERO;
    if (failedAt.size() == REMEMBERED) {
      failedAt.removeFirst();
    }
    failedAt.addLast(now);
    return delay;
  }

  int delayed() {
    return delayed;
  }

  void delayStarts() {
    delayed++;
  }

  void delayEnds() {
    delayed--;
  }

  private static Duration delay(int slowedBefore) {
    return Duration.ofMillis(Math.min(SHORTEST_MILLIS << slowedBefore, LONGEST_MILLIS));
  }
}
