package io.executions.engine;

import io.executions.database.FailureKind;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast a bulk goes on: by so many executions in one transaction; after failures with fewer, and
 * later. Where the database breaks off at a single execution again and again, although it has
 * written something else right before, that execution is passed by: a database that writes nothing
 * at all for a while blames none. What the database refuses for good ends the bulk.
 */
final class BulkPace {
  static final int MOST = 200;
  static final int PATIENCE = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final int MOST_DOUBLINGS = 6;
  private static final int PARTS = 10;

  private int size = MOST;
  private int failures;
  private int refusals;
  private int brokenOffAlone;
  private boolean wroteBefore;
  private String lastFailure = "";
  private long notBefore;

  /** Returns how many executions the next transaction may have. */
  int size() {
    return size;
  }

  /** Returns whether it must be seen first that the database writes something else. */
  boolean isToWriteBefore() {
    return size == 1 && failures > 0;
  }

  /** Takes note that it has written something else. */
  void wrote() {
    wroteBefore = true;
  }

  /** Returns why the next ones are not to be tried; empty if they are. */
  Optional<String> passBy() {
    return brokenOffAlone >= PATIENCE ? Optional.of(lastFailure) : Optional.empty();
  }

  /** Returns whether it has been refused often enough. */
  boolean isHopeless() {
    return refusals >= PATIENCE;
  }

  /** Returns how many nanoseconds there are until the next transaction. */
  long pause(long now) {
    return failures == 0 ? 0 : Math.max(0, notBefore - now);
  }

  void passed() {
    failures = 0;
    refusals = 0;
    brokenOffAlone = 0;
    wroteBefore = false;
    size = Math.min(MOST, 2 * size);
  }

  void failed(Throwable failure, long now) {
    FailureKind kind = FailureKind.of(failure);
    notBefore = now + (FIRST_PAUSE.toNanos() << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    lastFailure = ErrorText.withRoot(failure);
    refusals = kind == FailureKind.REFUSED ? refusals + 1 : 0;
    if (kind.isBrokenOff()) {
      brokenOffAlone = size > 1 ? 0 : wroteBefore ? brokenOffAlone + 1 : brokenOffAlone;
      size = Math.max(1, size / PARTS);
    }
    wroteBefore = false;
  }

  /** Returns whether this was the first failure since it last went well. */
  boolean isFirstFailure() {
    return failures == 1;
  }
}
