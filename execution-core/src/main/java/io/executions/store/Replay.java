package io.executions.store;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which errors are cured by running the whole transaction again: the database chose it as the
 * victim of a deadlock or of a failed certification (Galera), a lock took too long, or its snapshot
 * was overtaken. All of them say that nothing was committed.
 */
public final class Replay {
  /** How often one transaction is run at most. */
  public static final int MAX_RUNS = 12;

  /** How often at most where each run has waited for a lock in vain: that takes seconds. */
  private static final int MAX_WAITS = 5;

  private static final int FIRST_PAUSE_MILLIS = 4;
  private static final int MOST_PAUSE_MILLIS = 250;

  private static final Set<Integer> LOCK_TIMEOUTS = Set.of(1205, 50200);
  private static final Set<Integer> MARIADB = Set.of(1213, 1205, 1020);
  private static final Set<Integer> H2 = Set.of(40001, 50200);

  private Replay() {}

  /** Returns whether running it again may cure that failure, judging by all of its causes. */
  public static boolean cures(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && cures(sql)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the bound allows to run it again after so many runs. */
  static boolean allows(Throwable failure, int runs) {
    return cures(failure) && runs < (isLockTimeout(failure) ? MAX_WAITS : MAX_RUNS);
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

  private static boolean isLockTimeout(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && LOCK_TIMEOUTS.contains(sql.getErrorCode())) {
        return true;
      }
    }
    return false;
  }

  private static boolean cures(SQLException failure) {
    return MARIADB.contains(failure.getErrorCode())
        || H2.contains(failure.getErrorCode())
        || "40001".equals(failure.getSQLState());
  }
}
