package io.executions.store;

import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/** Nodes that ended more than a day ago, by their ids. Nobody changes their rows any more. */
final class OldNodes implements Sweepable<Long> {
  private static final String GONE =
      """
      SELECT n.id FROM execution_node n
       WHERE n.id > ? AND n.state IN ('dead', 'stopped') AND n.last_beat_at < {now} - ?
         AND (SELECT e.id FROM execution e {work} WHERE e.holder = n.id LIMIT 1) IS NULL
       ORDER BY n.id LIMIT ?
      """;

  @Override
  public Long start() {
    return Long.MIN_VALUE;
  }

  @Override
  public Rows<Long> behind(Long place, Sql sql) throws SQLException {
    List<Long> gone = sql.list(GONE, row -> row.getLong(1), place, Micros.DAY, Sweep.BATCH);
    return new Rows<>(gone, gone.size() < Sweep.BATCH);
  }

  @Override
  public List<Long> lock(List<Long> rows, Sql sql) {
    return rows;
  }

  @Override
  public void remove(List<Long> rows, Sql sql) throws SQLException {
    sql.updateAtOnce(
        Sql.withIds("DELETE FROM execution_node_type WHERE node_id IN ({ids})", rows),
        rows.toArray());
    sql.updateAtOnce(
        Sql.withIds("DELETE FROM execution_schedule_definition WHERE node_id IN ({ids})", rows),
        rows.toArray());
    sql.updateAtOnce(
        Sql.withIds("DELETE FROM execution_want WHERE node_id IN ({ids})", rows), rows.toArray());
    sql.updateAtOnce(
        Sql.withIds("DELETE FROM execution_node WHERE id IN ({ids})", rows), rows.toArray());
  }

  @Override
  public String name(Long row) {
    return "node " + row;
  }
}
