package io.executions.store;

import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionStatus;
import io.executions.api.IllegalMoveException;
import io.executions.database.Sql;
import java.sql.SQLException;

/** Removes one execution that has ended, as the retention does it, but at once. */
record Removal(Sql sql) {
  private static final String LOCK =
      "SELECT type, status FROM execution WHERE id = ? FOR UPDATE";

  private static final String IS_REFERRED_TO = "deleted: other rows in the database refer to it";

  private record Kind(String type, ExecutionStatus status) {}

  /**
   * Removes it.
   *
   * @throws ExecutionNotFoundException if there is none
   * @throws IllegalMoveException if it has not ended, or the database refuses to remove it
   */
  void remove(long id) throws SQLException {
    Kind kind =
        sql.lockFirst(
                LOCK,
                row ->
                    new Kind(
                        row.getString(1),
                        ExecutionStatus.fromJsonName(row.getString(2)).orElseThrow()),
                id)
            .orElseThrow(() -> new ExecutionNotFoundException(id));
    if (!kind.status().isFinal()) {
      throw new IllegalMoveException(id, kind.status(), "deleted");
    }
    new Totals(sql).leaveDelta(kind.type(), kind.status(), -1);
    try {
      sql.updateAtOnce("DELETE FROM execution_attempt WHERE execution_id = ?", id);
      sql.updateAtOnce("DELETE FROM execution WHERE id = ?", id);
    } catch (SQLException e) {
      if (Sql.isTaken(e)) {
        throw new IllegalMoveException(id, kind.status(), IS_REFERRED_TO);
      }
      throw e;
    }
  }
}
