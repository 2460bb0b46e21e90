package io.executions.database;

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;

/** Work within a transaction that leaves nothing behind when it fails. */
public final class Savepoints {
  /** Work within the transaction. */
  public interface Work {
    /** Does it. */
    void run() throws SQLException;
  }

  private Savepoints() {}

  /**
   * Does the work. If it fails, what was done before it stays, unless the failure ends the whole
   * transaction. A lock that took too long does not.
   */
  public static void run(Sql sql, Work work) throws SQLException {
    Savepoint before = sql.connection().setSavepoint();
    try {
      work.run();
    } catch (SQLException | RuntimeException e) {
      if (Replay.isLockTimeout(e) || FailureKind.of(e).isRefusal()) {
        undo(sql, before, e);
      }
      throw e;
    }
    end(() -> sql.connection().releaseSavepoint(before));
  }

  private static void undo(Sql sql, Savepoint before, Exception reason) throws SQLException {
    try {
      end(() -> sql.connection().rollback(before));
    } catch (SQLException e) {
      e.addSuppressed(reason);
      throw e;
    }
  }

  /**
   * A savepoint that is not there any more was ended with the whole transaction, and the turn at
   * the gate with it. Then the caller must not go on as if what was done before were still there:
   * the database would begin another transaction, or has begun one already.
   */
  private static void end(Work ending) throws SQLException {
    try {
      ending.run();
    } catch (SQLException e) {
      throw FailureKind.of(e).isOutage()
          ? e
          : new SQLTransactionRollbackException("The transaction is gone", "40001", e);
    }
  }
}
