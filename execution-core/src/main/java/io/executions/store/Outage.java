package io.executions.store;

import io.executions.api.ServiceUnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/**
 * Tells whether something failed because the database is away, not because of what it was asked.
 */
public final class Outage {
  private static final String CONNECTION_STATES = "08";

  private Outage() {}

  /** Returns whether any cause of that failure is a lost or refused connection. */
  public static boolean caused(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServiceUnavailableException
          || cause instanceof SQLException sql && isConnection(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isConnection(SQLException failure) {
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || failure.getSQLState() != null && failure.getSQLState().startsWith(CONNECTION_STATES);
  }
}
