package io.executions.store;

import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/**
 * Figures of times that are long past: those of minutes, of quarters of an hour, and those of
 * hours. What is removed of minutes is still in the hours. Nobody changes their rows any more.
 *
 * @param minutes which: 1, 15 or 60
 * @param kept how long they are kept, in microseconds
 */
record OldSeries(int minutes, long kept) implements Sweepable<OldSeries.Row> {
  /** Two days, and two hours for requests of the last two days, which begin at a whole step. */
  static final long MINUTES_KEPT = 50 * Series.HOUR;

  static final long HOURS_KEPT = 90 * Micros.DAY;

  /** Each is some dozens of rows, some hundreds at most. */
  private static final int MOST = 20;

  private static final String OLDEST =
      """
      SELECT DISTINCT began_at, type FROM execution_series
       WHERE minutes = ? AND began_at < {now} - ? AND began_at >= ? AND (began_at > ? OR type > ?)
       ORDER BY began_at, type LIMIT ?
      """;

  /** What one type did at one time. */
  record Row(long beganAt, String type) {}

  static OldSeries ofMinutes() {
    return new OldSeries(1, MINUTES_KEPT);
  }

  static OldSeries ofQuarters() {
    return new OldSeries(Series.QUARTER, MINUTES_KEPT);
  }

  static OldSeries ofHours() {
    return new OldSeries(Series.MINUTES_PER_HOUR, HOURS_KEPT);
  }

  /** Before all rows, also that of all types together, whose name is the empty one. */
  @Override
  public Row start() {
    return new Row(Long.MIN_VALUE, "");
  }

  @Override
  public Rows<Row> behind(Row place, Sql sql) throws SQLException {
    List<Row> oldest =
        sql.list(
            OLDEST,
            row -> new Row(row.getLong(1), row.getString(2)),
            minutes,
            kept,
            place.beganAt(),
            place.beganAt(),
            place.type(),
            MOST);
    return new Rows<>(oldest, oldest.size() < MOST);
  }

  @Override
  public List<Row> lock(List<Row> rows, Sql sql) {
    return rows;
  }

  @Override
  public void remove(List<Row> rows, Sql sql) throws SQLException {
    for (Row row : rows) {
      sql.updateAtOnce(
          "DELETE FROM execution_series WHERE minutes = ? AND type = ? AND began_at = ?",
          minutes,
          row.type(),
          row.beganAt());
    }
  }

  @Override
  public String name(Row row) {
    return "figures of %s, %d min from %d on".formatted(row.type(), minutes, row.beganAt());
  }
}
