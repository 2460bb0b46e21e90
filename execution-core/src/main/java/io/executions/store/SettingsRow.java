package io.executions.store;

import io.executions.api.ClusterSettings;
import io.executions.database.Replay;
import io.executions.database.Sql;
import io.executions.settings.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The settings of the whole cluster: columns of the gate's row. */
final class SettingsRow {
  private SettingsRow() {}

  static ClusterSettings read(Sql sql) throws SQLException {
    return sql.first(
            "SELECT max_concurrent, paused, retention_ms FROM execution_gate WHERE id = 1",
            row -> {
              long millis = row.getLong(3);
              Optional<Duration> retention =
                  row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
              return new ClusterSettings(row.getInt(1), row.getBoolean(2), retention);
            })
        .orElseThrow(() -> new SQLException("The row of execution_gate is missing"));
  }

  /** Writes the settings; the changed turn makes every claim in progress take its turn again. */
  static void write(Sql sql, ClusterSettings settings) throws SQLException {
    sql.update(
        """
        UPDATE execution_gate SET turn = turn + 1, max_concurrent = ?, paused = ?, retention_ms = ?
         WHERE id = 1
        """,
        settings.maxConcurrentExecutions(),
        settings.paused(),
        settings.retention().map(Duration::toMillis).orElse(null));
  }

  /** Makes the row of the very first start; harmless when it is there or just being made. */
  static void seed(Sql sql, Settings settings) throws SQLException {
    Replay.of(() -> isThere(sql) || insert(sql, settings), () -> {});
  }

  private static boolean insert(Sql sql, Settings settings) throws SQLException {
    try {
      return sql.update(
              """
              INSERT INTO execution_gate (id, turn, max_concurrent, paused, retention_ms)
              VALUES (1, 0, ?, FALSE, ?)
              """,
              settings.maxConcurrentSeed(),
              settings.retentionSeed().map(Duration::toMillis).orElse(null))
          == 1;
    } catch (SQLException e) {
      if (Sql.isTaken(e)) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isThere(Sql sql) throws SQLException {
    return sql.first("SELECT id FROM execution_gate WHERE id = 1", row -> true).isPresent();
  }
}
