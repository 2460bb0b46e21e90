package io.executions.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How soon this node looks when hints come: at once, and again only after a pause. The pause grows
 * while these looks find nothing due. Without it, each of a hundred nodes would look fifty times a
 * second for work that the node which created it has run itself. Thread-safe.
 */
final class HintPace {
  private static final Duration SHORTEST = Duration.ofMillis(20);
  private static final int MOST_DOUBLINGS = 4;

  /** After this time without a hint, the node looks at once for the next one. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final LongSupplier ticker;
  private int inVain;
  private boolean heard;
  private boolean looking;
  private long heardAt;
  private long next;

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  HintPace(LongSupplier ticker) {
    this.ticker = ticker;
    this.next = ticker.getAsLong();
    this.heardAt = next - QUIET.toNanos();
  }

  /** Takes note of a hint that concerns this node. */
  synchronized void heard() {
    long now = ticker.getAsLong();
    if (!heard && now - heardAt >= QUIET.toNanos()) {
      inVain = 0;
      next = now;
    }
    heard = true;
    heardAt = now;
  }

  /** Returns in how many nanoseconds it is time to look; a very long time when nothing came. */
  synchronized long untilLook() {
    return heard ? Math.max(0, next - ticker.getAsLong()) : Long.MAX_VALUE;
  }

  /** Returns whether it is time to look, for what came since the last time. */
  synchronized boolean looksNow() {
    if (untilLook() > 0) {
      return false;
    }
    heard = false;
    looking = true;
    next = ticker.getAsLong() + (SHORTEST.toNanos() << inVain);
    return true;
  }

  /** Takes note of what a look has found. */
  synchronized void looked(boolean due) {
    if (due) {
      inVain = 0;
      next = Math.min(next, ticker.getAsLong() + SHORTEST.toNanos());
    } else if (looking) {
      inVain = Math.min(inVain + 1, MOST_DOUBLINGS);
    }
    looking = false;
  }
}
