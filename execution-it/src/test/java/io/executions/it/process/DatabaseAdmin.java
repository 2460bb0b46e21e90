package io.executions.it.process;

import java.sql.SQLException;

/** Whoever runs the database: may do what the service's own user, {@link #USER}, may not. */
interface DatabaseAdmin extends AutoCloseable {
  String USER = "app";

  /** Lets nobody write, or everybody again. */
  void readOnly(boolean on) throws SQLException;

  /** Takes all connections there are from the service, and returns when it has none. */
  void takeAllConnections() throws SQLException;

  void giveConnectionsBack() throws SQLException;

  @Override
  void close() throws SQLException;
}
