package io.executions.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** PostgreSQL 14 and later. */
final class PostgreSqlDialect implements Dialect {
  private static final String BOUNDS =
      "SET lock_timeout = '%s'; SET idle_in_transaction_session_timeout = '%s'";

  @Override
  public String schemaFolder() {
    return "postgresql";
  }

  /** Not that of the transaction's start; and, other than the clock's, one that an index takes. */
  @Override
  public String now() {
    return "CAST(EXTRACT(EPOCH FROM statement_timestamp()) * 1000000 AS BIGINT)";
  }

  @Override
  public String nextNodeId() {
    return "nextval('execution_node_seq')";
  }

  @Override
  public String boundSession(Connection connection, Duration lease) throws SQLException {
    Sql sql = new Sql(connection, this);
    String before =
        BOUNDS.formatted(
            current(sql, "lock_timeout"), current(sql, "idle_in_transaction_session_timeout"));
    sql.update(BOUNDS.formatted("2s", Math.max(1, lease.toMillis() / 2) + "ms"));
    return before;
  }

  private static String current(Sql sql, String setting) throws SQLException {
    return sql.first("SELECT current_setting(?)", row -> row.getString(1), setting).orElseThrow();
  }
}
