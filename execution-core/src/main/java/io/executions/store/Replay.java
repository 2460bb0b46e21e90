package io.executions.store;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

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

  /** What PostgreSQL says of a lock that took too long. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** A failed serialization; PostgreSQL's deadlock and lock that took too long. */
  private static final Set<String> STATES = Set.of("40001", "40P01", LOCK_NOT_AVAILABLE);

  /**
   * What MariaDB says with 1213 and 1205, and PostgreSQL with 40001. Of a failed commit, Payara's
   * resource adapter keeps nothing else: a {@code SystemException} by an {@code XAException}
   * without a cause.
   */
  private static final List<String> IN_WORDS =
      List.of("try restarting transaction", "transaction might succeed if retried");

  private Replay() {}

  /** Returns whether running it again may cure that failure, judging by all of its causes. */
  public static boolean cures(Throwable failure) {
    return causes(failure).anyMatch(Replay::isConflict);
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

  /** Returns whether it failed because another transaction held a lock for too long. */
  static boolean isLockTimeout(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof SQLException sql
                    && (isIn(LOCK_TIMEOUTS, sql) || LOCK_NOT_AVAILABLE.equals(sql.getSQLState())));
  }

  private static boolean isConflict(Throwable cause) {
    if (cause instanceof SQLException sql) {
      return isIn(MARIADB, sql)
          || isIn(H2, sql)
          || sql.getSQLState() != null && STATES.contains(sql.getSQLState());
    }
    String words = String.valueOf(cause.getMessage());
    return cause instanceof XAException && IN_WORDS.stream().anyMatch(words::contains);
  }

  private static boolean isIn(Set<Integer> codes, SQLException failure) {
    return codes.contains(failure.getErrorCode());
  }

  /** A rolled back JTA transaction tells its reasons as suppressed exceptions on some servers. */
  private static Stream<Throwable> causes(Throwable failure) {
    return Causes.of(failure)
        .flatMap(
            cause ->
                cause instanceof RollbackException
                    ? Stream.concat(
                        Stream.of(cause),
                        Arrays.stream(cause.getSuppressed()).flatMap(Replay::causes))
                    : Stream.of(cause));
  }
}
