package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Rows of executions as lists read them: many at once, some without what may be large. */
final class ExecutionRow {
  private static final String COLUMNS =
      """
      SELECT id, type, status, revision, priority, error_message, attempt, max_attempts, timeout_ms,
             run_at, created_at, started_at, finished_at, node, cancel_requested, overdue, created_by,
             cancelled_by, retried_by, schedule, scheduled_for\
      """;

  private static final String OF_IDS = " FROM execution WHERE id IN ({ids})";

  static final String FULL = COLUMNS + ", input, output" + OF_IDS;
  static final String SUMMARY = COLUMNS + OF_IDS;

  private ExecutionRow() {}

  /**
   * Returns the execution on whose row the result stands.
   *
   * @param full whether the row has its input and output
   */
  static Execution read(ResultSet row, boolean full) throws SQLException {
    return new Execution(
        row.getLong("id"),
        row.getString("type"),
        ExecutionStatus.fromJsonName(row.getString("status")).orElseThrow(),
        row.getInt("revision"),
        row.getInt("priority"),
        full ? JsonText.parse(row.getString("input")) : null,
        full ? Optional.ofNullable(row.getString("output")).map(JsonText::parse) : Optional.empty(),
        Optional.ofNullable(row.getString("error_message")),
        row.getInt("attempt"),
        row.getInt("max_attempts"),
        optional(row, "timeout_ms").map(Duration::ofMillis),
        Micros.toInstant(row.getLong("run_at")),
        Micros.toInstant(row.getLong("created_at")),
        time(row, "started_at"),
        time(row, "finished_at"),
        Optional.ofNullable(row.getString("node")),
        row.getBoolean("cancel_requested"),
        row.getBoolean("overdue"),
        Optional.ofNullable(row.getString("created_by")),
        Optional.ofNullable(row.getString("cancelled_by")),
        Optional.ofNullable(row.getString("retried_by")),
        scheduled(row));
  }

  /** Returns which schedule created it, if one did. */
  static Optional<Execution.Scheduled> scheduled(ResultSet row) throws SQLException {
    Optional<Instant> time = time(row, "scheduled_for");
    String schedule = row.getString("schedule");
    return time.map(scheduledFor -> new Execution.Scheduled(schedule, scheduledFor));
  }

  /** Returns a time that may be missing. */
  static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return optional(row, column).map(Micros::toInstant);
  }

  private static Optional<Long> optional(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
