package io.executions.store;

import io.executions.database.FailureKind;
import io.executions.database.Replay;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes some rows in one transaction: all at once, or else halves, and halves of halves, until
 * only those are left that the database refuses to remove by themselves.
 */
final class SweepBatch<T> {
  /** So many refused rows make a batch no slower. */
  private static final int MOST_REFUSED = 50;

  /** A row that the database refuses to remove. */
  record Refused<T>(T row, SQLException why) {}

  /**
   * What a transaction came to.
   *
   * @param place behind which to go on
   * @param last whether there is nothing behind it
   */
  record Result<T>(T place, boolean last, List<Refused<T>> refused) {}

  private final Sweepable<T> kind;
  private final Sql sql;
  private final List<Refused<T>> refused = new ArrayList<>();
  private T place;

  SweepBatch(Sweepable<T> kind, Sql sql) {
    this.kind = kind;
    this.sql = sql;
  }

  Result<T> remove(T from) throws SQLException {
    Sweepable.Rows<T> old = kind.behind(from, sql);
    List<T> rows = old.rows();
    place = from;
    List<T> locked = rows.isEmpty() ? rows : kind.lock(rows, sql);
    if (!locked.isEmpty()) {
      halve(locked);
    }
    if (isFull()) {
      return new Result<>(place, false, refused);
    }
    return new Result<>(rows.isEmpty() ? from : rows.get(rows.size() - 1), old.last(), refused);
  }

  private void halve(List<T> rows) throws SQLException {
    if (isFull()) {
      return;
    }
    try {
      Savepoints.run(sql, () -> kind.remove(rows, sql));
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
    place = rows.get(rows.size() - 1);
  }

  private boolean isFull() {
    return refused.size() == MOST_REFUSED;
  }

  /** A lock on a row that refers to it is one reason of many: nobody waits for it here. */
  private static boolean blames(SQLException failure) {
    return Replay.isLockTimeout(failure) || FailureKind.of(failure) == FailureKind.REFUSED;
  }
}
