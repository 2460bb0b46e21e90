package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sessions that have ended by themselves. Nobody looks for them any more. */
final class OldSessions implements Sweepable<OldSessions.Row> {
  static final String OLDEST =
      """
      SELECT hash, token, expires_at FROM execution_session
       WHERE expires_at <= ? AND expires_at >= ? AND (expires_at > ? OR hash > ?)
       ORDER BY expires_at, hash LIMIT ?
      """;

  private static final String LOCK =
      "SELECT hash FROM execution_session WHERE hash IN ({ids}) FOR UPDATE SKIP LOCKED";

  private static final String REMOVE = "DELETE FROM execution_session WHERE hash IN ({ids})";

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
    Set<String> locked =
        new HashSet<>(sql.list(Sql.withIds(LOCK, rows), row -> row.getString(1), hashes(rows)));
    return rows.stream().filter(row -> locked.contains(row.hash())).toList();
  }

  @Override
  public void remove(List<Row> rows, Sql sql) throws SQLException {
    sql.updateAtOnce(Sql.withIds(REMOVE, rows), hashes(rows));
  }

  @Override
  public String name(Row row) {
    return "a session of " + row.token();
  }

  private static Object[] hashes(List<Row> rows) {
    return rows.stream().map(Row::hash).toArray();
  }
}
