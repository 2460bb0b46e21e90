package io.executions.store;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/** How often a transaction is run again that this may cure: {@link FailureKind#REPLAY}. */
public final class Replay {
  /** How often one transaction is run at most. */
  public static final int MAX_RUNS = 12;

  /** How often at most where each run has waited for a lock in vain: that takes seconds. */
  private static final int MAX_WAITS = 5;

  private static final int FIRST_PAUSE_MILLIS = 4;
  private static final int MOST_PAUSE_MILLIS = 250;

  private Replay() {}

  /** Returns whether the bound allows to run it again after so many runs. */
  static boolean allows(Throwable failure, int runs) {
    return FailureKind.of(failure) == FailureKind.REPLAY
        && runs < (isLockTimeout(failure) ? MAX_WAITS : MAX_RUNS);
  }

  /**
   * Returns whether to run it again after so many runs, and waits a little before: on Galera, where
   * the first to commit wins, those who come back at once in step with each other lose for ever.
   */
  public static boolean again(Throwable failure, int runs) {
    if (!allows(failure, runs)) {
      return false;
    }
    int most = Math.min(MOST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << runs);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(most));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns whether it failed because another transaction held a lock for too long. */
  static boolean isLockTimeout(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(cause -> cause instanceof SQLException sql && DatabaseErrors.isLockTimeout(sql));
  }
}
