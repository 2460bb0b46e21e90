package io.executions.engine;

import io.executions.database.FailureKind;
import io.executions.store.Gate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a transaction does something to rows: to all of them at once. Where the database has refused
 * that before, to halves, and halves of halves, until only the rows are left out that it refuses by
 * themselves. If these are many, the next transaction takes the rest, since others wait for the
 * gate. Where it is known that nothing can be done, to none of them. Belongs to one transaction.
 */
final class Halving {
  static final int MOST_REFUSED = 50;

  /** What is done to some of the rows. */
  interface Work<T> {
    void on(List<T> rows) throws SQLException;
  }

  /** A row that was left out, and why. */
  record Refused<T>(T row, Exception why) {}

  /**
   * What was left out.
   *
   * @param refused what the database has refused
   * @param untried what nobody has tried
   */
  record Left<T>(List<Refused<T>> refused, List<T> untried) {}

  private final Gate gate;
  private final boolean careful;
  private final Exception known;
  private int refusals;

  private Halving(Gate gate, boolean careful, Exception known) {
    this.gate = gate;
    this.careful = careful;
    this.known = known;
  }

  static Halving none(Gate gate) {
    return new Halving(gate, false, null);
  }

  static Halving careful(Gate gate) {
    return new Halving(gate, true, null);
  }

  /** Returns one that leaves all rows out as refused, for that reason, and tries nothing. */
  static Halving without(Gate gate, Exception known) {
    return new Halving(gate, false, known);
  }

  /** Returns whether nothing has been refused yet. */
  boolean isNone() {
    return !careful && known == null;
  }

  /** Does the work, and returns what was left out; without care nothing ever is. */
  <T> Left<T> each(List<T> rows, Work<T> work) throws SQLException {
    Left<T> left = new Left<>(new ArrayList<>(), new ArrayList<>());
    if (known != null) {
      rows.forEach(row -> left.refused().add(new Refused<>(row, known)));
    } else if (careful && !rows.isEmpty()) {
      halve(rows, work, left);
    } else {
      work.on(rows);
    }
    return left;
  }

  /** Returns whether nothing more is tried in this transaction. */
  boolean isOver() {
    return refusals >= MOST_REFUSED;
  }

  private <T> void halve(List<T> rows, Work<T> work, Left<T> left) throws SQLException {
    if (isOver()) {
      left.untried().addAll(rows);
      return;
    }
    try {
      gate.atSavepoint(() -> work.on(rows));
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      if (rows.size() == 1) {
        refusals++;
        left.refused().add(new Refused<>(rows.get(0), e));
        return;
      }
      int half = rows.size() / 2;
      halve(rows.subList(0, half), work, left);
      halve(rows.subList(half, rows.size()), work, left);
    }
  }
}
