package io.executions.store;

import io.executions.database.FailureKind;
import io.executions.database.Replay;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How something is done to rows in one transaction: to all at once, or else to halves, and halves
 * of halves, until only those are left that the database refuses by themselves.
 */
final class Halves<T> {
  /** What is done to some of the rows. */
  interface Work<T> {
    void on(List<T> rows) throws SQLException;
  }

  /** A row that the database refuses. */
  record Refused<T>(T row, SQLException why) {}

  private final Sql sql;
  private final int mostRefused;
  private final Work<T> work;
  private final List<Refused<T>> refused = new ArrayList<>();
  private int tried;

  /**
   * Makes one.
   *
   * @param mostRefused with so many refused rows the rest is left untried
   */
  Halves(Sql sql, int mostRefused, Work<T> work) {
    this.sql = sql;
    this.mostRefused = mostRefused;
    this.work = work;
  }

  /** Does it to the rows, and returns how many of them, from the first on, were tried. */
  int each(List<T> rows) throws SQLException {
    tried = 0;
    if (!rows.isEmpty()) {
      halve(rows);
    }
    return tried;
  }

  /** Returns those to which it could not be done, in their order. */
  List<Refused<T>> refused() {
    return refused;
  }

  /** Returns whether nothing more is tried. */
  boolean isFull() {
    return refused.size() >= mostRefused;
  }

  private void halve(List<T> rows) throws SQLException {
    if (isFull()) {
      return;
    }
    try {
      Savepoints.run(sql, () -> work.on(rows));
    } catch (SQLException e) {
      if (!blames(e)) {
        throw e;
      }
      if (rows.size() > 1) {
        int half = rows.size() / 2;
        halve(rows.subList(0, half));
        halve(rows.subList(half, rows.size()));
        return;
      }
      refused.add(new Refused<>(rows.get(0), e));
    }
    tried += rows.size();
  }

  /** A lock on a row that refers to it, which nobody waits for here, is a reason like another. */
  private static boolean blames(SQLException failure) {
    return Replay.isLockTimeout(failure) || FailureKind.of(failure) == FailureKind.REFUSED;
  }
}
