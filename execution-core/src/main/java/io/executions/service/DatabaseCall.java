package io.executions.service;

import io.executions.api.ServiceUnavailableException;
import io.executions.database.AfterCommit;
import io.executions.database.Database;
import io.executions.database.FailureKind;
import io.executions.database.Replay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls the store. A call whose own transaction was rolled back, by a deadlock or the like, is made
 * again; every failure that means that the database is away becomes one exception.
 */
@ApplicationScoped
class DatabaseCall {
  private static final System.Logger LOG = System.getLogger(DatabaseCall.class.getName());

  private static final int MOST_AT_ONCE = 8;
  private static final int MOST_SECONDS = 5;

  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
  @Inject private AfterCommit transactions;
  @Inject private Database database;

  <T> T call(Supplier<T> work) {
    try {
      return Replay.unless(
          () -> transactions.inTransaction(), work::get, () -> database.replays().add());
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /**
   * Calls work that may wait for a lock while it holds a connection. Few such calls run at the same
   * time, so that a row which is locked for long does not take the connections of all others.
   *
   * @throws ServiceUnavailableException if others take too long
   */
  <T> T callInTurn(Supplier<T> work) {
    return call(() -> inTurn(work));
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new ServiceUnavailableException("Other requests wait for locks", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnavailableException("Interrupted while waiting for others", e);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private static RuntimeException translated(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServiceUnavailableException unavailable) {
        return unavailable;
      }
    }
    boolean notCommitted = failure instanceof TransactionalException;
    boolean refused = FailureKind.of(failure).isRefusal();
    if (notCommitted || !refused) {
      if (refused) {
        // What the database refuses it will refuse again, and somebody has to hear of that. A
        // server that lost its database at a commit does not always say so.
        LOG.log(Level.WARNING, "The database cannot do this now: {0}", rootOf(failure));
      }
      LOG.log(Level.DEBUG, "The database cannot do this now", failure);
      return new ServiceUnavailableException("The database cannot do this now", failure);
    }
    return failure;
  }

  /** Returns the first line of the first cause: a trace tells no more, and floods the log. */
  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.toString().lines().findFirst().orElse("");
  }
}
