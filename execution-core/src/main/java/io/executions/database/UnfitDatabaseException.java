package io.executions.database;

import java.sql.SQLException;

/**
 * The database was reached and cannot be used as it is, whenever it is tried again: a person has to
 * change something. Its message is one line for that person: what was met, and what to do.
 */
public abstract class UnfitDatabaseException extends SQLException {
  private static final long serialVersionUID = 1;

  UnfitDatabaseException(String message) {
    super(message);
  }

  /** Returns what readiness says of it, in a few words. */
  public abstract String problem();
}
