package io.executions.store;

import io.executions.api.QueueSettings;
import io.executions.api.RateLimit;
import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The row of a queue that somebody has set.
 *
 * @param rateAt when another start would be in time, in microseconds; see {@link Rate}
 * @param takesTurns whether its keys take turns, or have taken them since it was set first
 * @param lastTurns which of them had their turns last
 */
record QueueRow(
    String name, QueueSettings settings, long rateAt, boolean takesTurns, LastTurns lastTurns) {
  static final String COLUMNS =
      "q.name, q.max_concurrent, q.paused, q.rate_count, q.rate_period_ms, q.rate_burst, q.rate_at, q.max_per_key, q.fair, q.in_turns, q.turns";

  private static final String INSERT =
      """
      INSERT INTO execution_queue
             (name, max_concurrent, paused, rate_count, rate_period_ms, rate_burst, rate_at, max_per_key,
              fair, in_turns)
      VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      UPDATE execution_queue
         SET max_concurrent = ?, paused = ?, rate_count = ?, rate_period_ms = ?, rate_burst = ?,
             max_per_key = ?, fair = ?, in_turns = in_turns OR ?
       WHERE name = ?
      """;

  static QueueRow read(ResultSet row) throws SQLException {
    int count = row.getInt("rate_count");
    Optional<RateLimit> rate =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(
                new RateLimit(
                    count,
                    Duration.ofMillis(row.getLong("rate_period_ms")),
                    row.getInt("rate_burst")));
    return new QueueRow(
        row.getString("name"),
        new QueueSettings(
            limit(row, "max_concurrent"),
            row.getBoolean("paused"),
            rate,
            limit(row, "max_per_key"),
            row.getBoolean("fair")),
        row.getLong("rate_at"),
        row.getBoolean("in_turns"),
        row.getBoolean("in_turns") ? LastTurns.parse(row.getString("turns")) : LastTurns.NONE);
  }

  static void insert(Sql sql, String name, QueueSettings settings) throws SQLException {
    Optional<RateLimit> rate = settings.rateLimit();
    sql.update(
        INSERT,
        name,
        settings.maxConcurrent().orElse(null),
        settings.paused(),
        rate.map(RateLimit::count).orElse(null),
        rate.map(limit -> limit.period().toMillis()).orElse(null),
        rate.map(RateLimit::burst).orElse(null),
        settings.maxConcurrentPerKey().orElse(null),
        settings.fair(),
        settings.fair());
  }

  static void update(Sql sql, String name, QueueSettings settings) throws SQLException {
    Optional<RateLimit> rate = settings.rateLimit();
    sql.update(
        UPDATE,
        settings.maxConcurrent().orElse(null),
        settings.paused(),
        rate.map(RateLimit::count).orElse(null),
        rate.map(limit -> limit.period().toMillis()).orElse(null),
        rate.map(RateLimit::burst).orElse(null),
        settings.maxConcurrentPerKey().orElse(null),
        settings.fair(),
        settings.fair(),
        name);
  }

  private static Optional<Integer> limit(ResultSet row, String column) throws SQLException {
    int limit = row.getInt(column);
    return row.wasNull() ? Optional.empty() : Optional.of(limit);
  }
}
