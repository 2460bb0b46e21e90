package io.executions.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs that were claimed together. Where they are short, they also end nearly together. A
 * transaction that waits for the last of them settles them all, and finds room for as many new
 * ones.
 */
final class Batch {
  /** How long the runs of a claim take at most that count as short. */
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(2);

  /** How long the engine waits for the others after the first has ended. */
  private static final long MOST_WAIT = TimeUnit.MILLISECONDS.toNanos(1);

  private final CountDownLatch going;
  private final LongSupplier ticker;
  private final boolean likelyShort;
  private final long startedAt;
  private volatile long lastEndAt;

  private Batch(int size, boolean likelyShort, LongSupplier ticker) {
    this.going = new CountDownLatch(size);
    this.likelyShort = likelyShort;
    this.ticker = ticker;
    this.startedAt = ticker.getAsLong();
    this.lastEndAt = startedAt;
  }

  /**
   * Returns one of no runs, before the first.
   *
   * @param ticker monotonic nanoseconds
   */
  static Batch first(LongSupplier ticker) {
    return new Batch(0, true, ticker);
  }

  /** Returns the one after this; its runs are taken to be as short as these were. */
  Batch next(int size) {
    return new Batch(size, isShort(), ticker);
  }

  void ended() {
    lastEndAt = ticker.getAsLong();
    going.countDown();
  }

  /** Waits a moment for those that are likely to end right now. */
  void awaitShortRuns() throws InterruptedException {
    going.await(worthWaiting(), TimeUnit.NANOSECONDS);
  }

  /** Returns for how many nanoseconds it is worth waiting for them. */
  long worthWaiting() {
    if (going.getCount() == 0 || !likelyShort) {
      return 0;
    }
    long left = SHORT - (ticker.getAsLong() - startedAt);
    return Math.max(0, Math.min(left, MOST_WAIT));
  }

  private boolean isShort() {
    if (going.getCount() == 0) {
      return lastEndAt - startedAt <= SHORT;
    }
    return likelyShort && ticker.getAsLong() - startedAt <= SHORT;
  }
}
