package io.executions.store;

import io.executions.database.Bisection;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/** Removes some rows in one transaction, but for those that the database refuses to remove. */
record SweepBatch<T>(Sweepable<T> kind, Sql sql) {
  /** A batch with so many refused rows is no slower than another. */
  private static final int MOST_REFUSED = 50;

  /**
   * What a transaction came to.
   *
   * @param place behind which to go on
   * @param last whether there is nothing behind it
   */
  record Result<T>(T place, boolean last, List<Bisection.Refused<T>> refused) {}

  Result<T> remove(T from) throws SQLException {
    Sweepable.Rows<T> old = kind.behind(from, sql);
    List<T> rows = old.rows();
    List<T> locked = rows.isEmpty() ? rows : kind.lock(rows, sql);
    Bisection bisection = new Bisection(MOST_REFUSED, Bisection::isRefusedOrLocked);
    Bisection.Left<T> left =
        bisection.each(locked, some -> Savepoints.run(sql, () -> kind.remove(some, sql)));
    if (bisection.isOver()) {
      int tried = locked.size() - left.untried().size();
      return new Result<>(locked.get(tried - 1), false, left.refused());
    }
    T place = rows.isEmpty() ? from : rows.get(rows.size() - 1);
    return new Result<>(place, old.last(), left.refused());
  }
}
