package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executions that ended longer ago than the retention says, with their attempts: those of each way
 * to end by turns, each by its age.
 */
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
       WHERE stage = ? AND finished_at < ? AND finished_at >= ? AND (finished_at > ? OR id > ?)
       ORDER BY finished_at, id LIMIT ?
      """;

  private static final String LOCK =
      """
      SELECT id, finished_at, type, status FROM execution WHERE id IN ({ids})
       ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  private static final List<ExecutionStatus> ENDS =
      Arrays.stream(ExecutionStatus.values()).filter(ExecutionStatus::isFinal).toList();

  /**
   * An execution.
   *
   * @param end how it ended
   * @param type null until it is locked
   */
  record Row(ExecutionStatus end, long endedAt, long id, String type) {
    private boolean isEndedAs(Row other) {
      return end == other.end && endedAt == other.endedAt;
    }
  }

  @Override
  public Row start() {
    return before(ENDS.get(0));
  }

  private static Row before(ExecutionStatus end) {
    return new Row(end, Long.MIN_VALUE, Long.MIN_VALUE, null);
  }

  @Override
  public Rows<Row> behind(Row place, Sql sql) throws SQLException {
    Optional<Long> cutoff = sql.first(CUTOFF, row -> row.getLong(1));
    if (cutoff.isEmpty()) {
      return new Rows<>(List.of(), true);
    }
    List<Row> oldest = oldest(place, cutoff.get(), sql);
    int fitting = new Removal(sql).fitting(oldest.stream().map(Row::id).toList());
    return new Rows<>(
        oldest.subList(0, fitting), fitting == oldest.size() && fitting < Sweep.BATCH);
  }

  private static List<Row> oldest(Row place, long cutoff, Sql sql) throws SQLException {
    List<Row> oldest = new ArrayList<>();
    for (ExecutionStatus end : ENDS.subList(ENDS.indexOf(place.end()), ENDS.size())) {
      if (oldest.size() == Sweep.BATCH) {
        break;
      }
      Row behind = end == place.end() ? place : before(end);
      oldest.addAll(
          sql.list(
              OLDEST,
              row -> new Row(end, row.getLong(2), row.getLong(1), null),
              end.jsonName(),
              cutoff,
              behind.endedAt(),
              behind.endedAt(),
              behind.id(),
              Sweep.BATCH - oldest.size()));
    }
    return oldest;
  }

  /** What has been retried in between, even if it has ended anew, stays. */
  @Override
  public List<Row> lock(List<Row> rows, Sql sql) throws SQLException {
    Map<Long, Row> locked = new HashMap<>();
    sql.list(
            Sql.withIds(LOCK, rows),
            row ->
                new Row(
                    ExecutionStatus.fromJsonName(row.getString(4)).orElse(null),
                    row.getLong(2),
                    row.getLong(1),
                    row.getString(3)),
            ids(rows))
        .forEach(row -> locked.put(row.id(), row));
    return rows.stream()
        .filter(row -> locked.containsKey(row.id()) && row.isEndedAs(locked.get(row.id())))
        .map(row -> locked.get(row.id()))
        .toList();
  }

  @Override
  public void remove(List<Row> rows, Sql sql) throws SQLException {
    List<Removal.Ended> ended = new ArrayList<>();
    for (Row row : rows) {
      ended.add(new Removal.Ended(row.id(), row.type(), row.end()));
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
