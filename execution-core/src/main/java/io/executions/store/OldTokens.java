package io.executions.store;

import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Access tokens that have expired a week ago, with their sessions. Until then the list tells that
 * they have. There are few tokens, so no index is needed.
 */
final class OldTokens implements Sweepable<String> {
  static final long KEPT = 7 * Micros.DAY;

  private static final String OLDEST =
      """
      SELECT name FROM execution_token
       WHERE expires_at < {now} - ? AND name > ? ORDER BY name LIMIT ?
      """;

  /** Anew, as somebody may have made another one of that name meanwhile. */
  private static final String LOCK =
      """
      SELECT name FROM execution_token
       WHERE expires_at < {now} - ? AND name IN ({ids}) FOR UPDATE SKIP LOCKED
      """;

  @Override
  public String start() {
    return "";
  }

  @Override
  public Rows<String> behind(String place, Sql sql) throws SQLException {
    List<String> oldest = sql.list(OLDEST, row -> row.getString(1), KEPT, place, Sweep.BATCH);
    return new Rows<>(oldest, oldest.size() < Sweep.BATCH);
  }

  @Override
  public List<String> lock(List<String> rows, Sql sql) throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(KEPT));
    parameters.addAll(rows);
    Set<String> locked =
        new HashSet<>(
            sql.list(Sql.withIds(LOCK, rows), row -> row.getString(1), parameters.toArray()));
    return rows.stream().filter(locked::contains).toList();
  }

  @Override
  public void remove(List<String> rows, Sql sql) throws SQLException {
    Object[] names = rows.toArray();
    sql.updateAtOnce(
        Sql.withIds("DELETE FROM execution_session WHERE token IN ({ids})", rows), names);
    sql.updateAtOnce(Sql.withIds("DELETE FROM execution_token WHERE name IN ({ids})", rows), names);
  }

  @Override
  public String name(String row) {
    return "the expired token " + row;
  }
}
