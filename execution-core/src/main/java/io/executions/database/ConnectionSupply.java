package io.executions.database;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the data source gives connections to those who ask now, as far as anybody has lately
 * tried. Thread-safe.
 */
final class ConnectionSupply {
  /** How long after the last refusal somebody should try again. */
  private static final Duration MEMORY = Duration.ofSeconds(10);

  private final LongSupplier ticker;
  private boolean refused;
  private long refusedAt;

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  ConnectionSupply(LongSupplier ticker) {
    this.ticker = ticker;
  }

  synchronized void given() {
    refused = false;
  }

  synchronized void refused() {
    refused = true;
    refusedAt = ticker.getAsLong();
  }

  synchronized boolean fails() {
    return refused && ticker.getAsLong() - refusedAt < MEMORY.toNanos();
  }
}
