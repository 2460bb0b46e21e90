package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;

/**
 * How many ended executions are kept, by type and status, so that no history is ever counted.
 * Written in the {@link FoldTurn} only.
 */
record Totals(Sql sql) {
  /** Adds to the total of that kind. */
  void add(EndKind kind, long change) throws SQLException {
    if (change == 0) {
      return;
    }
    int rows =
        sql.update(
            "UPDATE execution_total SET ended = ended + ? WHERE type = ? AND status = ?",
            change,
            kind.type(),
            kind.status());
    if (rows == 0) {
      sql.update(
          "INSERT INTO execution_total (type, status, ended) VALUES (?, ?, ?)",
          kind.type(),
          kind.status(),
          change);
    }
  }
}
