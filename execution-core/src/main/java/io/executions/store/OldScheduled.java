package io.executions.store;

import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What schedules have created, 90 days longer than executions are kept. */
final class OldScheduled implements Sweepable<OldScheduled.Row> {
  static final long LONGER = 90 * Micros.DAY;

  private static final String CUTOFF =
      """
      SELECT {now} - ? - retention_ms * 1000 FROM execution_gate
       WHERE id = 1 AND retention_ms IS NOT NULL
      """;

  static final String OLDEST =
      """
      SELECT scheduled_for, schedule FROM execution_scheduled
       WHERE scheduled_for < ? AND scheduled_for >= ? AND (scheduled_for > ? OR schedule > ?)
       ORDER BY scheduled_for, schedule LIMIT ?
      """;

  private static final String FORGET =
      "UPDATE execution_sweep SET scheduled_from = ? WHERE id = 1 AND scheduled_from < ?";

  private static final String OF_KEYS = "(schedule = ? AND scheduled_for = ?)";

  /** One time of a schedule. */
  record Row(long scheduledFor, String schedule) {}

  @Override
  public Row start() {
    return new Row(Long.MIN_VALUE, "");
  }

  @Override
  public Rows<Row> behind(Row place, Sql sql) throws SQLException {
    Optional<Long> cutoff = sql.first(CUTOFF, row -> row.getLong(1), LONGER);
    if (cutoff.isEmpty()) {
      return new Rows<>(List.of(), true);
    }
    List<Row> oldest =
        sql.list(
            OLDEST,
            row -> new Row(row.getLong(1), row.getString(2)),
            cutoff.get(),
            place.scheduledFor(),
            place.scheduledFor(),
            place.schedule(),
            Sweep.BATCH);
    return new Rows<>(oldest, oldest.size() < Sweep.BATCH);
  }

  @Override
  public List<Row> lock(List<Row> rows, Sql sql) throws SQLException {
    Set<Row> locked =
        new HashSet<>(
            sql.list(
                "SELECT scheduled_for, schedule FROM execution_scheduled WHERE "
                    + keys(rows)
                    + " FOR UPDATE SKIP LOCKED",
                row -> new Row(row.getLong(1), row.getString(2)),
                parameters(rows)));
    return rows.stream().filter(locked::contains).toList();
  }

  /** What a longer retention asks for later may be gone already. */
  @Override
  public void remove(List<Row> rows, Sql sql) throws SQLException {
    long last = rows.stream().mapToLong(Row::scheduledFor).max().orElseThrow();
    sql.updateImpatiently(FORGET, last + 1, last + 1);
    sql.updateAtOnce("DELETE FROM execution_scheduled WHERE " + keys(rows), parameters(rows));
  }

  private static String keys(List<Row> rows) {
    return String.join(" OR ", Collections.nCopies(rows.size(), OF_KEYS));
  }

  private static Object[] parameters(List<Row> rows) {
    List<Object> parameters = new ArrayList<>();
    for (Row row : rows) {
      parameters.add(row.schedule());
      parameters.add(row.scheduledFor());
    }
    return parameters.toArray();
  }

  @Override
  public String name(Row row) {
    return "a time of the schedule " + row.schedule();
  }
}
