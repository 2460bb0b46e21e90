package io.executions.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When this node's own beats went through, by the monotonic clock: whether it may start handlers,
 * and since when it may judge others. Thread-safe.
 */
final class BeatFreshness {
  private final long leaseNanos;
  private final LongSupplier ticker;
  private boolean any;
  private boolean broken;
  private long last;
  private long unbrokenSince;

  BeatFreshness(Duration lease, LongSupplier ticker) {
    this.leaseNanos = lease.toNanos();
    this.ticker = ticker;
  }

  /** Records that a beat which was sent at that time has been confirmed. */
  synchronized void confirmed(long sentAt) {
    if (!any || broken || sentAt - last > leaseNanos * 7 / 10) {
      unbrokenSince = sentAt;
    }
    last = sentAt;
    any = true;
    broken = false;
  }

  /**
   * Records that a beat failed: from now on this node has not seen without a break what others did.
   */
  synchronized void broken() {
    broken = true;
  }

  /** Returns whether the last confirmed beat is younger than 0.7 of a lease. */
  synchronized boolean fresh() {
    return any && ticker.getAsLong() - last < leaseNanos * 7 / 10;
  }

  /** Returns whether the last beat went through, as far as is known, and is not long ago. */
  synchronized boolean goWell() {
    return fresh() && !broken;
  }

  /** Returns since when the beats have gone through without a break, if they still do. */
  synchronized long unbrokenSince() {
    return fresh() ? unbrokenSince : ticker.getAsLong();
  }
}
