package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executions that ended longer ago than the retention says, with their attempts: those of each
 * stage by turns, each by its age. Which stages there are is asked, since somebody may have edited
 * a row.
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

  private static final String NEXT_STAGE =
      "SELECT stage FROM execution WHERE stage > ? ORDER BY stage LIMIT 1";

  private static final String OPEN = "open";

  /**
   * An execution.
   *
   * @param stage how it ended
   * @param type null until it is locked
   */
  record Row(String stage, long endedAt, long id, String type) {
    private boolean isEndedAs(Row other) {
      return stage.equals(other.stage) && endedAt == other.endedAt;
    }

    private ExecutionStatus end() throws SQLException {
      return ExecutionStatus.fromJsonName(stage)
          .filter(ExecutionStatus::isFinal)
          .orElseThrow(() -> new SQLException("It has an end, but is " + stage));
    }
  }

  @Override
  public Row start() {
    return before("");
  }

  private static Row before(String stage) {
    return new Row(stage, Long.MIN_VALUE, Long.MIN_VALUE, null);
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
    Optional<Row> behind = Optional.of(place);
    while (behind.isPresent() && oldest.size() < Sweep.BATCH) {
      oldest.addAll(oldest(behind.get(), cutoff, Sweep.BATCH - oldest.size(), sql));
      behind = next(behind.get().stage(), sql).map(OldExecutions::before);
    }
    return oldest;
  }

  private static List<Row> oldest(Row behind, long cutoff, int most, Sql sql) throws SQLException {
    if (behind.stage().equals(OPEN)) {
      return List.of();
    }
    return sql.list(
        OLDEST,
        row -> new Row(behind.stage(), row.getLong(2), row.getLong(1), null),
        behind.stage(),
        cutoff,
        behind.endedAt(),
        behind.endedAt(),
        behind.id(),
        most);
  }

  private static Optional<String> next(String stage, Sql sql) throws SQLException {
    return sql.first(NEXT_STAGE, row -> row.getString(1), stage);
  }

  /** What has been retried in between, even if it has ended anew, stays. */
  @Override
  public List<Row> lock(List<Row> rows, Sql sql) throws SQLException {
    Map<Long, Row> locked = new HashMap<>();
    sql.list(
            Sql.withIds(LOCK, rows),
            row -> new Row(row.getString(4), row.getLong(2), row.getLong(1), row.getString(3)),
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
