package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Executions that ended longer ago than the retention says, with their attempts. */
final class OldExecutions implements Sweepable<OldExecutions.Row> {
  static final long MOST_ATTEMPTS = 5000;
  static final long MOST_BYTES = 8L << 20;

  private static final String CUTOFF =
      """
      SELECT {now} - retention_ms * 1000 FROM execution_gate
       WHERE id = 1 AND retention_ms IS NOT NULL
      """;

  /**
   * Nothing but what the index has: asked for more, MariaDB would read and sort all that is old.
   */
  static final String OLDEST =
      """
      SELECT id, finished_at FROM execution
       WHERE finished_at < ? AND finished_at >= ? AND (finished_at > ? OR id > ?)
       ORDER BY finished_at, id LIMIT ?
      """;

  private static final String SIZES =
      """
      SELECT id, attempt, input_bytes, output_bytes FROM execution WHERE id IN ({ids})
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

  private record Size(long attempts, long bytes) {}

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
    List<Row> fitting = oldest.isEmpty() ? oldest : fitting(oldest, sizes(oldest, sql));
    return new Rows<>(fitting, fitting.size() == oldest.size() && oldest.size() < Sweep.BATCH);
  }

  private static Map<Long, Size> sizes(List<Row> rows, Sql sql) throws SQLException {
    Map<Long, Size> sizes = new HashMap<>();
    sql.list(
        Sql.withIds(SIZES, rows),
        row ->
            sizes.put(
                row.getLong(1),
                new Size(row.getLong(2), inReason(row.getLong(3)) + inReason(row.getLong(4)))),
        ids(rows));
    return sizes;
  }

  /** Returns the first ones, as many as one transaction bears; but one at least. */
  private static List<Row> fitting(List<Row> oldest, Map<Long, Size> sizes) {
    List<Row> fitting = new ArrayList<>();
    long attempts = 0;
    long bytes = 0;
    for (Row row : oldest) {
      Size size = sizes.getOrDefault(row.id(), new Size(0, 0));
      attempts += Math.max(0, size.attempts());
      bytes += size.bytes();
      if (!fitting.isEmpty() && (attempts > MOST_ATTEMPTS || bytes > MOST_BYTES)) {
        break;
      }
      fitting.add(row);
    }
    return fitting;
  }

  /** Somebody may have edited the row. */
  private static long inReason(long bytes) {
    return Math.min(MOST_BYTES, Math.max(0, bytes));
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
    Deltas deltas = new Deltas(sql, Packet.SMALL);
    Map<List<String>, List<Row>> alike =
        rows.stream()
            .collect(Collectors.groupingBy(row -> List.of(row.kind().type(), row.kind().status())));
    for (List<Row> some : alike.values()) {
      Kind kind = some.get(0).kind();
      deltas.leaveRemoved(kind.type(), kind.end(), some.size());
    }
    Object[] ids = ids(rows);
    sql.updateAtOnce(
        Sql.withIds("DELETE FROM execution_attempt WHERE execution_id IN ({ids})", rows), ids);
    sql.updateAtOnce(Sql.withIds("DELETE FROM execution WHERE id IN ({ids})", rows), ids);
  }

  private static Object[] ids(List<Row> rows) {
    return rows.stream().map(Row::id).toArray();
  }

  @Override
  public String name(Row row) {
    return "execution " + row.id();
  }
}
