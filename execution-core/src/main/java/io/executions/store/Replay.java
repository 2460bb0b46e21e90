package io.executions.store;

import java.sql.SQLException;
import java.util.Set;

/**
 * Which errors are cured by running the whole transaction again: the database chose it as the
 * victim of a deadlock or of a failed certification (Galera), a lock took too long, or its snapshot
 * was overtaken.
 */
public final class Replay {
  /** How often one transaction is run at most. */
  public static final int MAX_RUNS = 5;

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

  private static boolean cures(SQLException failure) {
    return MARIADB.contains(failure.getErrorCode())
        || H2.contains(failure.getErrorCode())
        || "40001".equals(failure.getSQLState());
  }
}
