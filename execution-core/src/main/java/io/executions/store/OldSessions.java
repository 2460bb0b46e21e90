package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/** Sessions that have ended by themselves. Nobody looks for them any more. */
final class OldSessions implements Sweepable<OldSessions.Row> {
  static final String OLDEST =
      """
      SELECT hash, token, expires_at FROM execution_session
       WHERE expires_at <= ? AND expires_at >= ? AND (expires_at > ? OR hash > ?)
       ORDER BY expires_at, hash LIMIT ?
      """;

  private static final KeyedRows<Row> ROWS =
      new KeyedRows<>(
          "SELECT hash FROM execution_session WHERE hash IN ({ids}) FOR UPDATE SKIP LOCKED",
          "DELETE FROM execution_session WHERE hash IN ({ids})",
          Row::hash);

  /** A session as it was read. */
  record Row(String hash, String token, long expiresAt) {}

  @Override
  public Row start() {
    return new Row("", "", Long.MIN_VALUE);
  }

  @Override
  public Rows<Row> behind(Row place, Sql sql) throws SQLException {
    List<Row> oldest =
        sql.list(
            OLDEST,
            row -> new Row(row.getString(1), row.getString(2), row.getLong(3)),
            sql.number("SELECT {now}"),
            place.expiresAt(),
            place.expiresAt(),
            place.hash(),
            Sweep.BATCH);
    return new Rows<>(oldest, oldest.size() < Sweep.BATCH);
  }

  @Override
  public List<Row> lock(List<Row> rows, Sql sql) throws SQLException {
    return ROWS.lock(rows, sql);
  }

  @Override
  public void remove(List<Row> rows, Sql sql) throws SQLException {
    ROWS.remove(rows, sql);
  }

  @Override
  public String name(Row row) {
    return "a session of " + row.token();
  }
}
