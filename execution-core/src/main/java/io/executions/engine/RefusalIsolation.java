package io.executions.engine;

import io.executions.database.Bisection;
import io.executions.database.FailureKind;
import io.executions.store.Gate;
import java.sql.SQLException;
import java.util.List;

/**
 * How a transaction works on rows: on all of them at once. Where the database has refused that
 * before, by {@link Bisection}; if it refuses many, the next transaction takes the rest, since
 * others wait for the gate. Where it is known that nothing can be done, on none of them. Belongs to
 * one transaction.
 */
final class RefusalIsolation {
  static final int MOST_REFUSED = 50;

  private final Gate gate;
  private final Bisection bisection;
  private final Exception known;

  private RefusalIsolation(Gate gate, Bisection bisection, Exception known) {
    this.gate = gate;
    this.bisection = bisection;
    this.known = known;
  }

  static RefusalIsolation none(Gate gate) {
    return new RefusalIsolation(gate, null, null);
  }

  static RefusalIsolation careful(Gate gate) {
    Bisection bisection =
        new Bisection(MOST_REFUSED, failure -> FailureKind.of(failure).isRefusal());
    return new RefusalIsolation(gate, bisection, null);
  }

  /** Returns one that leaves all rows out as refused, for that reason, and tries nothing. */
  static RefusalIsolation without(Gate gate, Exception known) {
    return new RefusalIsolation(gate, null, known);
  }

  /** Returns whether nothing has been refused yet. */
  boolean isNone() {
    return bisection == null && known == null;
  }

  /** Returns whether nothing more is tried in this transaction. */
  boolean isOver() {
    return bisection != null && bisection.isOver();
  }

  /** Does the work, and returns what was left out; without care nothing ever is. */
  <T> Bisection.Left<T> each(List<T> rows, Bisection.Work<T> work) throws SQLException {
    if (known != null) {
      return new Bisection.Left<>(
          rows.stream().map(row -> new Bisection.Refused<>(row, known)).toList(), List.of());
    }
    if (bisection != null) {
      return bisection.each(rows, some -> gate.atSavepoint(() -> work.on(some)));
    }
    work.on(rows);
    return new Bisection.Left<>(List.of(), List.of());
  }
}
