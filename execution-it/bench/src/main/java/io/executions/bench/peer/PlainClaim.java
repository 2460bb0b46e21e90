package io.executions.bench.peer;

import io.executions.bench.subject.Work;
import java.sql.Connection;
import java.sql.SQLException;

/** A way to claim rows of plain JDBC's table, to run them, and to end them. */
interface PlainClaim {
  /** A row that was found. */
  record Job(long id, Work work) {}

  /** Does it once on a connection of its own and returns whether there was anything to do. */
  boolean runSome(Connection connection) throws SQLException, InterruptedException;
}
