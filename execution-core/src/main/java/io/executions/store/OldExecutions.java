package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executions that ended longer ago than the retention says, with their attempts. */
final class OldExecutions implements Sweepable<OldExecutions.Row> {
  private static final String CUTOFF =
      """
      SELECT {now} - retention_ms * 1000 FROM execution_gate
       WHERE id = 1 AND retention_ms IS NOT NULL
      """;

  /** Reads only what the index has. For more, MariaDB would read and sort all that is old. */
  static final String OLDEST =
      """
      SELECT id, finished_at FROM execution
       WHERE finished_at < ? AND finished_at >= ? AND (finished_at > ? OR id > ?)
       ORDER BY finished_at, id LIMIT ?
      """;

  private static final String LOCK =
      """
      SELECT id, finished_at, type, status FROM execution WHERE id IN ({ids})
       ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  /**
   * An execution.
   *
   * @param kind null until it is locked
   */
  record Row(long id, long endedAt, Kind kind) {}

  record Kind(String type, String status) {
    ExecutionStatus end() throws SQLException {
      return ExecutionStatus.fromJsonName(status)
          .filter(ExecutionStatus::isFinal)
          .orElseThrow(() -> new SQLException("It has an end, but is " + status));
    }
  }

  @Override
  public Row start() {
    return new Row(Long.MIN_VALUE, Long.MIN_VALUE, null);
  }

  @Override
  public Rows<Row> behind(Row place, Sql sql) throws SQLException {
    Optional<Long> cutoff = sql.first(CUTOFF, row -> row.getLong(1));
    if (cutoff.isEmpty()) {
      return new Rows<>(List.of(), true);
    }
    List<Row> oldest =
        sql.list(
            OLDEST,
            row -> new Row(row.getLong(1), row.getLong(2), null),
            cutoff.get(),
            place.endedAt(),
            place.endedAt(),
            place.id(),
            Sweep.BATCH);
    int fitting = new Removal(sql).fitting(oldest.stream().map(Row::id).toList());
    return new Rows<>(
        oldest.subList(0, fitting), fitting == oldest.size() && fitting < Sweep.BATCH);
  }

  /** What has been retried in between, even if it has ended anew, stays. */
  @Override
  public List<Row> lock(List<Row> rows, Sql sql) throws SQLException {
    Map<Long, Row> locked = new HashMap<>();
    sql.list(
            Sql.withIds(LOCK, rows),
            row ->
                new Row(
                    row.getLong(1), row.getLong(2), new Kind(row.getString(3), row.getString(4))),
            ids(rows))
        .forEach(row -> locked.put(row.id(), row));
    return rows.stream()
        .filter(row -> locked.containsKey(row.id()))
        .filter(row -> locked.get(row.id()).endedAt() == row.endedAt())
        .map(row -> locked.get(row.id()))
        .toList();
  }

  @Override
  public void remove(List<Row> rows, Sql sql) throws SQLException {
    List<Removal.Ended> ended = new ArrayList<>();
    for (Row row : rows) {
      ended.add(new Removal.Ended(row.id(), row.kind().type(), row.kind().end()));
    }
    new Removal(sql).remove(ended);
  }

  private static Object[] ids(List<Row> rows) {
    return rows.stream().map(Row::id).toArray();
  }

  @Override
  public String name(Row row) {
    return "execution " + row.id();
  }
}
