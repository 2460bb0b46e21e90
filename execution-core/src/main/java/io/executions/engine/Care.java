package io.executions.engine;

import io.executions.store.FailureKind;
import io.executions.store.Gate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How something is done to rows in one transaction: to all of them at once. Or, where that was
 * refused before, with care: to halves, and halves of halves, until only those are left out that
 * are refused by themselves.
 */
record Care(Gate gate, boolean careful) {
  /** What is done to some of the rows. */
  interface Work<T> {
    void on(List<T> rows) throws SQLException;
  }

  /** A row that was left out, and why. */
  record Refused<T>(T row, Exception why) {}

  /** Does the work, and returns what was left out; without care nothing ever is. */
  <T> List<Refused<T>> each(List<T> rows, Work<T> work) throws SQLException {
    List<Refused<T>> refused = new ArrayList<>();
    if (careful && !rows.isEmpty()) {
      halve(rows, work, refused);
    } else {
      work.on(rows);
    }
    return refused;
  }

  private <T> void halve(List<T> rows, Work<T> work, List<Refused<T>> refused) throws SQLException {
    try {
      gate.apart(() -> work.on(rows));
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      if (rows.size() == 1) {
        refused.add(new Refused<>(rows.get(0), e));
        return;
      }
      int half = rows.size() / 2;
      halve(rows.subList(0, half), work, refused);
      halve(rows.subList(half, rows.size()), work, refused);
    }
  }
}
