package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Entries of the audit that are older than its retention. */
final class OldAuditEntries implements Sweepable<OldAuditEntries.Row> {
  static final String OLDEST =
      """
      SELECT happened_at, id FROM execution_audit
       WHERE happened_at < ? AND happened_at >= ? AND (happened_at > ? OR id > ?)
       ORDER BY happened_at, id LIMIT ?
      """;

  private static final KeyedRows<Row> ROWS =
      new KeyedRows<>(
          "SELECT id FROM execution_audit WHERE id IN ({ids}) FOR UPDATE SKIP LOCKED",
          "DELETE FROM execution_audit WHERE id IN ({ids})",
          Row::id);

  private final Optional<Duration> retention;

  /** A row as it was read. */
  record Row(long happenedAt, long id) {}

  /** Makes one; without a retention everything is kept. */
  OldAuditEntries(Optional<Duration> retention) {
    this.retention = retention;
  }

  @Override
  public Row start() {
    return new Row(Long.MIN_VALUE, 0);
  }

  @Override
  public Rows<Row> behind(Row place, Sql sql) throws SQLException {
    if (retention.isEmpty()) {
      return new Rows<>(List.of(), true);
    }
    List<Row> oldest =
        sql.list(
            OLDEST,
            row -> new Row(row.getLong(1), row.getLong(2)),
            sql.number("SELECT {now} - ?", retention.get().toMillis() * 1000),
            place.happenedAt(),
            place.happenedAt(),
            place.id(),
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
    return "entry %d of the audit".formatted(row.id());
  }
}
