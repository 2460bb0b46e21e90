package io.executions.database;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection of the pool that is in no transaction of the server's, for one piece of work: where
 * each statement commits by itself, one statement costs one round trip. It is given back as it was.
 */
public record FreeConnection(Connection connection, Dialect dialect) {
  private static final System.Logger LOG = System.getLogger(FreeConnection.class.getName());

  /** Runs one statement that commits by itself, also where the data source's default is another. */
  public <T> T autoCommit(Transaction.Work<T> work) throws SQLException {
    return run(work, connection.getAutoCommit());
  }

  /** Runs the work as one transaction. */
  public <T> T transaction(Transaction.Work<T> work) throws SQLException {
    if (!connection.getAutoCommit()) {
      return run(work, false);
    }
    connection.setAutoCommit(false);
    T result = run(work, false);
    try {
      connection.setAutoCommit(true);
    } catch (SQLException | RuntimeException e) {
      // What is done is committed.
      abort(e);
    }
    return result;
  }

  private <T> T run(Transaction.Work<T> work, boolean commitsByItself) throws SQLException {
    try {
      T result = work.run(new Sql(connection, dialect));
      if (!commitsByItself) {
        connection.commit();
      }
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(e);
      throw e;
    }
  }

  /** Also what commits by itself: one whose commit failed keeps its locks. */
  private void rollBack(Throwable reason) {
    try {
      connection.setAutoCommit(false);
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
      abort(e);
    }
  }

  private void abort(Exception broken) {
    LOG.log(Level.DEBUG, "A connection is broken", broken);
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.DEBUG, "Could not abort a broken connection", e);
    }
  }
}
