package io.executions.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs that were claimed at once. Where they are short, they end nearly at once as well, and a
 * transaction that waits for the last of them settles them all, and finds room for as many.
 */
final class Batch {
  static final Batch NOTHING = new Batch(0, () -> 0);

  /** A run that has gone on for so long is not about to end. */
  private static final long SHORT_RUN = TimeUnit.MILLISECONDS.toNanos(1);

  /** How long the first to end waits for the others. */
  private static final long MOST_WAIT = TimeUnit.MICROSECONDS.toNanos(200);

  private final CountDownLatch going;
  private final LongSupplier ticker;
  private final long startedAt;

  /**
   * Makes one.
   *
   * @param size how many runs are to be started
   * @param ticker monotonic nanoseconds
   */
  Batch(int size, LongSupplier ticker) {
    this.going = new CountDownLatch(size);
    this.ticker = ticker;
    this.startedAt = ticker.getAsLong();
  }

  void ended() {
    going.countDown();
  }

  /** Waits a moment for those that are likely to end right now. */
  void awaitShortRuns() throws InterruptedException {
    going.await(worthWaiting(), TimeUnit.NANOSECONDS);
  }

  /** Returns for how many nanoseconds they are worth waiting for. */
  long worthWaiting() {
    if (going.getCount() == 0) {
      return 0;
    }
    long young = SHORT_RUN - (ticker.getAsLong() - startedAt);
    return Math.max(0, Math.min(young, MOST_WAIT));
  }
}
