package io.executions.engine;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a node stands among those that share the limit, after a transaction.
 *
 * @param wantsSince since when it wants more slots than it has, by the database's time
 * @param turnSince since when it has had slots without a pause, by the database's time
 * @param heldBack whether it left slots to others that it could have used
 * @param near whether one of the next slots is its
 * @param asked whether it found out if others have more than it has
 */
record ShareState(
    OptionalLong wantsSince,
    OptionalLong turnSince,
    boolean heldBack,
    boolean near,
    boolean asked) {
  static final ShareState NOTHING =
      new ShareState(OptionalLong.empty(), OptionalLong.empty(), false, false, false);

  private static final Duration LOOKS_EVERY = Duration.ofMillis(20);
  static final Duration SAYS_EVERY = Duration.ofMillis(100);

  boolean wants() {
    return wantsSince.isPresent();
  }

  /** Returns how it stands when nothing is left to others, since nothing is free. */
  ShareState atRest() {
    return new ShareState(wantsSince, turnSince, false, near, false);
  }

  /** Returns how many nanoseconds until it looks again for a slot. */
  long untilLook() {
    if (heldBack || wants()) {
      return (near || !wants() ? LOOKS_EVERY : SAYS_EVERY).toNanos();
    }
    return Long.MAX_VALUE;
  }
}
