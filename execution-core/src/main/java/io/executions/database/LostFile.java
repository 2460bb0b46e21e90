package io.executions.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells whether the file of an embedded database, which was open before, will stay in use. H2
 * closes its database when it cannot write. At times the process itself then kept the file in use
 * until it ended. Thread-safe.
 */
final class LostFile {
  /** H2's own code for that. */
  private static final int IN_USE = 90020;

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

  private final long patience;
  private final LongSupplier ticker;
  private boolean inUse;
  private long since;
  private long last;

  /**
   * Makes one.
   *
   * @param lease of this node: a node that was away for some leases is dead to all others
   * @param ticker monotonic nanoseconds
   */
  LostFile(Duration lease, LongSupplier ticker) {
    this.patience = Math.min(MOST_PATIENCE.toNanos(), lease.multipliedBy(3).toNanos());
    this.ticker = ticker;
  }

  /** Takes note that there is a connection. */
  synchronized void opened() {
    inUse = false;
  }

  /** Takes note that there is none. Any other reason begins the wait anew. */
  synchronized void refused(Throwable reason) {
    boolean again =
        Causes.of(reason)
            .anyMatch(cause -> cause instanceof SQLException sql && sql.getErrorCode() == IN_USE);
    last = ticker.getAsLong();
    if (again && !inUse) {
      since = last;
    }
    inUse = again;
  }

  synchronized boolean isLost() {
    return inUse && last - since >= patience;
  }
}
