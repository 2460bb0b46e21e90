package io.executions.engine;

import java.time.Duration;

/**
 * How long this node has been draining, as somebody asked of it: what still runs after the grace is
 * told to release its execution. Not thread-safe, but for {@link #going()}.
 */
final class Draining {
  private final long graceNanos;
  private volatile boolean going;
  private long since;

  Draining(Duration grace) {
    this.graceNanos = grace.toNanos();
  }

  /** Takes in whether the node is to drain now. */
  void seen(boolean asked, long now) {
    if (asked && !going) {
      since = now;
    }
    going = asked;
  }

  boolean going() {
    return going;
  }

  boolean graceIsOver(long now) {
    return going && now - since >= graceNanos;
  }

  /** Returns how many nanoseconds until the grace is over; for ever when it is, or none drains. */
  long untilGraceIsOver(long now) {
    return going && !graceIsOver(now) ? graceNanos - (now - since) : Long.MAX_VALUE;
  }
}
