package io.executions.engine;

import io.executions.store.Snapshot;
import java.util.function.LongSupplier;

/** How this node stands among those that share the limit, from one transaction to the next. */
final class LastStanding {
  private final LongSupplier ticker;
  private Standing standing = Standing.NOTHING;
  private long askedAt;

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  LastStanding(LongSupplier ticker) {
    this.ticker = ticker;
    this.askedAt = ticker.getAsLong() - Standing.SAYS_EVERY.toNanos();
  }

  Standing get() {
    return standing;
  }

  /** Takes note of a snapshot that was taken just now. */
  void saw(Snapshot snapshot) {
    standing = snapshot.due() ? standing.atRest() : Standing.NOTHING;
  }

  /** Takes note of how it stands after a transaction. */
  void is(Standing now) {
    standing = now;
    if (now.asked()) {
      askedAt = ticker.getAsLong();
    }
  }

  /**
   * Returns whether it is time to find out if others have slots that this node lacks. A node with
   * half of the limit needs not ask, since it has its share; one without a slot always lacks one.
   */
  boolean asks(Snapshot snapshot, int running, long now) {
    boolean inTime = now - askedAt >= Standing.SAYS_EVERY.toNanos();
    return running < Share.half(snapshot.limit()) && (inTime || running == 0 && !standing.wants());
  }
}
