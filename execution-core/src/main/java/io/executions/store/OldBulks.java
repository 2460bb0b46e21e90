package io.executions.store;

import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/** Bulks that ended more than 30 days ago, with their ids. Nobody changes their rows any more. */
final class OldBulks implements Sweepable<OldBulks.Row> {
  private static final long KEPT = 30 * Micros.DAY;

  /** Each may have many parts. */
  static final int BATCH = 20;

  private static final String OLDEST =
      """
      SELECT id, finished_at FROM execution_bulk
       WHERE finished_at < {now} - ? AND finished_at >= ? AND (finished_at > ? OR id > ?)
       ORDER BY finished_at, id LIMIT ?
      """;

  /** A bulk. */
  record Row(long id, long endedAt) {}

  @Override
  public Row start() {
    return new Row(Long.MIN_VALUE, Long.MIN_VALUE);
  }

  @Override
  public Rows<Row> behind(Row place, Sql sql) throws SQLException {
    List<Row> oldest =
        sql.list(
            OLDEST,
            row -> new Row(row.getLong(1), row.getLong(2)),
            KEPT,
            place.endedAt(),
            place.endedAt(),
            place.id(),
            BATCH);
    return new Rows<>(oldest, oldest.size() < BATCH);
  }

  @Override
  public List<Row> lock(List<Row> rows, Sql sql) {
    return rows;
  }

  @Override
  public void remove(List<Row> rows, Sql sql) throws SQLException {
    Object[] ids = rows.stream().map(Row::id).toArray();
    sql.updateAtOnce(
        Sql.withIds("DELETE FROM execution_bulk_part WHERE bulk_id IN ({ids})", rows), ids);
    sql.updateAtOnce(Sql.withIds("DELETE FROM execution_bulk WHERE id IN ({ids})", rows), ids);
  }

  @Override
  public String name(Row row) {
    return "bulk " + row.id();
  }
}
