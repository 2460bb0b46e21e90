package io.executions.database;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Runs again what that may cure: {@link FailureKind#REPLAY}. */
public final class Replay {
  /** How often one transaction is run at most. */
  static final int MAX_RUNS = 12;

  /** How often at most where each run has waited for a lock in vain: that takes seconds. */
  static final int MAX_WAITS = 5;

  private static final int FIRST_PAUSE_MILLIS = 4;
  private static final int MOST_PAUSE_MILLIS = 250;

  private Replay() {}

  /** What may be run again. */
  public interface Work<T, E extends Exception> {
    /** Runs it, from its start. */
    T run() throws E;
  }

  /**
   * Runs work, and runs it again as long as that may cure its failure and the bound allows it.
   * Waits a little before each further run: on Galera, where the first to commit wins, nodes that
   * come back in step with each other would lose for ever.
   *
   * @param before called before each further run
   */
  public static <T, E extends Exception> T of(Work<T, E> work, Runnable before) throws E {
    return run(work, before, () -> false, true);
  }

  /** Does the same, but for what failed in a transaction that is its caller's to run again. */
  public static <T, E extends Exception> T unless(
      BooleanSupplier inTransaction, Work<T, E> work, Runnable before) throws E {
    return run(work, before, inTransaction, true);
  }

  /** Does the same without waiting, for work that takes its turn by itself. */
  static <T, E extends Exception> T inTurn(Work<T, E> work, Runnable before) throws E {
    return run(work, before, () -> false, false);
  }

  private static <T, E extends Exception> T run(
      Work<T, E> work, Runnable before, BooleanSupplier barred, boolean pauses) throws E {
    for (int run = 1; ; run++) {
      try {
        return work.run();
      } catch (Exception e) {
        if (!allows(e, run) || barred.getAsBoolean() || pauses && !pause(run)) {
          throw e;
        }
        before.run();
      }
    }
  }

  /** Returns whether the bound allows to run it again after so many runs. */
  private static boolean allows(Throwable failure, int runs) {
    return FailureKind.of(failure) == FailureKind.REPLAY
        && runs < (isLockTimeout(failure) ? MAX_WAITS : MAX_RUNS);
  }

  private static boolean pause(int runs) {
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
  public static boolean isLockTimeout(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(cause -> cause instanceof SQLException sql && DatabaseErrors.isLockTimeout(sql));
  }
}
