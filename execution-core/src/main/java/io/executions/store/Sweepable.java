package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/**
 * One kind of rows that are removed when they are too old. A row is also the place from which to go
 * on behind it.
 */
interface Sweepable<T> {
  /**
   * Some rows that are too old.
   *
   * @param last whether there are no others behind them
   */
  record Rows<T>(List<T> rows, boolean last) {}

  /** Returns the place before all rows. */
  T start();

  /** Returns the next rows behind a place, as many as one transaction may remove; locks none. */
  Rows<T> behind(T place, Sql sql) throws SQLException;

  /** Locks those which nobody else has locked or changed, and returns them in the same order. */
  List<T> lock(List<T> rows, Sql sql) throws SQLException;

  /** Removes all of the locked rows. */
  void remove(List<T> rows, Sql sql) throws SQLException;

  /** Returns what to call one in the log. */
  String name(T row);
}
