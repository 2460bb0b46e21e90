package io.executions.store;

import io.executions.database.Replay;
import io.executions.database.Sql;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;

/** The name that tells this cluster from others, for ever the one of its very first start. */
final class ClusterName {
  private static final int BYTES = 6;

  private ClusterName() {}

  static String read(Sql sql) throws SQLException {
    return sql.first("SELECT name FROM execution_cluster WHERE id = 1", row -> row.getString(1))
        .orElseThrow(() -> new SQLException("The row of execution_cluster is missing"));
  }

  /** Makes the row; harmless when it is there or just being made. */
  static void seed(Sql sql) throws SQLException {
    Replay.of(() -> isThere(sql) || insert(sql), () -> {});
  }

  private static boolean isThere(Sql sql) throws SQLException {
    return sql.first("SELECT id FROM execution_cluster WHERE id = 1", row -> true).isPresent();
  }

  private static boolean insert(Sql sql) throws SQLException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    try {
      String name = HexFormat.of().formatHex(bytes);
      return sql.update("INSERT INTO execution_cluster (id, name) VALUES (1, ?)", name) == 1;
    } catch (SQLException e) {
      if (Sql.isTaken(e)) {
        return false;
      }
      throw e;
    }
  }
}
