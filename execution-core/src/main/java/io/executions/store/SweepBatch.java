package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/** Removes some rows in one transaction, but for those that the database refuses to remove. */
record SweepBatch<T>(Sweepable<T> kind, Sql sql) {
  /** So many refused rows make a batch no slower. */
  private static final int MOST_REFUSED = 50;

  /**
   * What a transaction came to.
   *
   * @param place behind which to go on
   * @param last whether there is nothing behind it
   */
  record Result<T>(T place, boolean last, List<Halves.Refused<T>> refused) {}

  Result<T> remove(T from) throws SQLException {
    Sweepable.Rows<T> old = kind.behind(from, sql);
    List<T> rows = old.rows();
    List<T> locked = rows.isEmpty() ? rows : kind.lock(rows, sql);
    Halves<T> halves = new Halves<>(sql, MOST_REFUSED, some -> kind.remove(some, sql));
    int tried = halves.each(locked);
    if (halves.isFull()) {
      return new Result<>(locked.get(tried - 1), false, halves.refused());
    }
    T place = rows.isEmpty() ? from : rows.get(rows.size() - 1);
    return new Result<>(place, old.last(), halves.refused());
  }
}
