package io.executions.engine;

import java.sql.ResultSet;
import java.sql.SQLException;

/** An execution as its row says. */
record ExecutionRow(
    long id,
    String status,
    Integer claimRank,
    int attempt,
    int failures,
    int interruptions,
    String output,
    String errorMessage,
    String node,
    boolean overdue) {

  static ExecutionRow read(ResultSet row) throws SQLException {
    return new ExecutionRow(
        row.getLong("id"),
        row.getString("status"),
        row.getObject("claim_rank", Integer.class),
        row.getInt("attempt"),
        row.getInt("failures"),
        row.getInt("interruptions"),
        row.getString("output"),
        row.getString("error_message"),
        row.getString("node"),
        row.getBoolean("overdue"));
  }
}
