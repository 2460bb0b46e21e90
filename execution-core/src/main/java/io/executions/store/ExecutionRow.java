package io.executions.store;

import io.executions.api.Execution;
import io.executions.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Rows of executions as lists read them: many at once, some without what may be large. */
final class ExecutionRow {
  private static final String OF_IDS = " FROM execution WHERE id IN ({ids})";

  static final String FULL = "SELECT " + ExecutionEntity.COLUMNS + ", input, output" + OF_IDS;
  static final String SUMMARY = "SELECT " + ExecutionEntity.COLUMNS + OF_IDS;

  private ExecutionRow() {}

  /**
   * Returns the execution on whose row the result stands.
   *
   * @param full whether the row has its input and output
   */
  static Execution read(ResultSet row, boolean full) throws SQLException {
    return ExecutionEntity.of(row, full).toExecution();
  }

  /** Returns which schedule created it, if one did. */
  static Optional<Execution.Scheduled> scheduled(ResultSet row) throws SQLException {
    Optional<Instant> time = time(row, "scheduled_for");
    String schedule = row.getString("schedule");
    return time.map(scheduledFor -> new Execution.Scheduled(schedule, scheduledFor));
  }

  /** Returns a time that may be missing. */
  static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(number(row, column)).map(Micros::toInstant);
  }

  /** Returns a number, or null. */
  static Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }
}
