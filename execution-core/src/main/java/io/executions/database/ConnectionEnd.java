package io.executions.database;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/** Ends connections that may be broken. */
final class ConnectionEnd {
  private static final System.Logger LOG = System.getLogger(ConnectionEnd.class.getName());

  private ConnectionEnd() {}

  static void abort(Connection broken) {
    try {
      broken.abort(Runnable::run);
    } catch (SQLException | RuntimeException | Error e) {
      LOG.log(Level.DEBUG, "Could not abort a broken connection", e);
    }
  }

  /**
   * Closes one; what fails then is added to the reason.
   *
   * @param reason why it is closed; null where nothing has failed
   */
  static void closeQuietly(Connection closing, Throwable reason) {
    try {
      closing.close();
    } catch (SQLException | RuntimeException | Error e) {
      if (reason != null) {
        reason.addSuppressed(e);
      }
    }
  }
}
