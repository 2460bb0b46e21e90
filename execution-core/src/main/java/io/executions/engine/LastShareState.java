package io.executions.engine;

import io.executions.store.Snapshot;
import java.util.function.LongSupplier;

/** How this node stands among those that share the limit, from one transaction to the next. */
final class LastShareState {
  private final LongSupplier ticker;
  private ShareState share = ShareState.NOTHING;
  private long askedAt;

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  LastShareState(LongSupplier ticker) {
    this.ticker = ticker;
    this.askedAt = ticker.getAsLong() - ShareState.SAYS_EVERY.toNanos();
  }

  ShareState get() {
    return share;
  }

  /** Takes note of a snapshot that was taken just now. */
  void saw(Snapshot snapshot) {
    share = snapshot.due() ? share.atRest() : ShareState.NOTHING;
  }

  /** Takes note of how it stands after a transaction. */
  void is(ShareState now) {
    share = now;
    if (now.asked()) {
      askedAt = ticker.getAsLong();
    }
  }

  /**
   * Returns whether it is time to find out if others have slots that this node lacks. A node with
   * half of the limit needs not ask, since it has its share; one without a slot always lacks one.
   */
  boolean asks(Snapshot snapshot, int running, long now) {
    boolean inTime = now - askedAt >= ShareState.SAYS_EVERY.toNanos();
    return running < Share.half(snapshot.limit()) && (inTime || running == 0 && !share.wants());
  }
}
