package io.executions.bench.peer;

import java.sql.SQLException;

/** What a database rolls back in favour of another, such as a deadlock: it is to be tried again. */
final class RolledBack {
  private static final String STATES = "40";

  private RolledBack() {}

  static boolean is(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith(STATES);
  }
}
