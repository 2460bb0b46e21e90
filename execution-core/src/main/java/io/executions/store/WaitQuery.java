package io.executions.store;

import io.executions.api.QueueSettings;
import io.executions.api.WaitsFor;
import io.executions.api.WaitsFor.Reason;
import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Says why a pending execution has not started. */
record WaitQuery(Sql sql) {
  private static final String FIND =
      """
      SELECT e.id, e.claim_rank, e.type, e.queue, e.lane, e.turn_key, e.run_at, e.priority, {now} AS now_at,
             g.paused AS all_paused, g.max_concurrent AS all_limit,
             (SELECT COUNT(*) FROM execution {work} WHERE holder > 0) AS all_running,
             (SELECT COUNT(*) FROM execution r {work} WHERE r.holder > 0 AND r.queue = e.queue)
               AS queue_running,
             (SELECT COUNT(*) FROM execution l {lane} WHERE l.lane = e.lane AND l.lane_holder > 0)
               AS key_running,
             CASE WHEN EXISTS (SELECT 1 FROM execution_node_type t
                                 JOIN execution_node n ON n.id = t.node_id
                                WHERE t.type = e.type AND n.state = 'polling'
                                  AND (n.serves IS NULL
                                       OR POSITION(CONCAT(',', e.queue, ',') IN n.serves) > 0))
                  THEN 1 ELSE 0 END AS handled,
             {queue}
        FROM execution e JOIN execution_gate g ON g.id = 1
             LEFT JOIN execution_queue q ON q.name = e.queue
       WHERE e.id = ? AND e.status = 'pending'
      """
          .replace("{queue}", QueueRow.COLUMNS);

  /** Those of higher priority, and those of the same, and of the same turns, due earlier. */
  private static final String AHEAD =
      """
      SELECT COUNT(*) FROM (
             (SELECT id FROM execution {index} WHERE {place} AND priority > ? LIMIT %1$d)
             UNION ALL
             (SELECT id FROM execution {index} WHERE {place} AND priority = ? {turn} AND run_at < ?
               LIMIT %1$d)) ahead
      """
          .formatted(WaitsFor.AHEAD_CAP);

  private static final String AHEAD_OF_KEY =
      AHEAD
          .replace("{index}", "{lane}")
          .replace("{place}", "lane = ? AND lane_holder = ?")
          .replace("{turn}", "");

  private static final String AHEAD_IN_LINE =
      AHEAD
          .replace("{index}", "{work}")
          .replace("{place}", "holder = ? AND type = ? AND queue = ?")
          .replace("{turn}", "AND turn_key = ?");

  /** The row of the execution beside what it may wait for. */
  private record Row(
      ClaimRank rank,
      String type,
      String queue,
      String lane,
      String turnKey,
      long runAt,
      int priority,
      long now,
      boolean allPaused,
      int allLimit,
      long allRunning,
      long queueRunning,
      long keyRunning,
      boolean handled,
      Optional<QueueRow> set) {
    static Row read(ResultSet row) throws SQLException {
      boolean isSet = row.getString("name") != null;
      return new Row(
          ClaimRank.of(row.getInt("claim_rank")),
          row.getString("type"),
          row.getString("queue"),
          row.getString("lane"),
          row.getString("turn_key"),
          row.getLong("run_at"),
          row.getInt("priority"),
          row.getLong("now_at"),
          row.getBoolean("all_paused"),
          row.getInt("all_limit"),
          row.getLong("all_running"),
          row.getLong("queue_running"),
          row.getLong("key_running"),
          row.getInt("handled") == 1,
          isSet ? Optional.of(QueueRow.read(row)) : Optional.empty());
    }

    QueueSettings settings() {
      return set.map(QueueRow::settings).orElse(QueueSettings.DEFAULTS);
    }
  }

  /** Returns why; empty where it is not pending, or nothing stands in its way. */
  Optional<WaitsFor> of(long id) throws SQLException {
    Optional<Row> row = sql.first(FIND, Row::read, id);
    return row.isEmpty() ? Optional.empty() : of(row.get());
  }

  private Optional<WaitsFor> of(Row row) throws SQLException {
    QueueSettings settings = row.settings();
    if (row.allPaused()) {
      return Optional.of(WaitsFor.of(Reason.PAUSED));
    }
    if (row.rank() == ClaimRank.WAITING && row.runAt() > row.now()) {
      return Optional.of(WaitsFor.until(Reason.DUE_LATER, Micros.toInstant(row.runAt())));
    }
    if (settings.paused()) {
      return Optional.of(WaitsFor.of(Reason.QUEUE_PAUSED));
    }
    if (!row.handled()) {
      return Optional.of(WaitsFor.of(Reason.NO_NODE));
    }
    Optional<Integer> ofKey = settings.maxConcurrentPerKey().filter(limit -> row.lane() != null);
    if (ofKey.isPresent() && row.keyRunning() >= ofKey.get()) {
      long ahead = aheadOfKey(row);
      return Optional.of(WaitsFor.limit(Reason.KEY_LIMIT, ofKey.get(), row.keyRunning(), ahead));
    }
    Optional<WaitsFor> rate = settings.rateLimit().map(Rate::of).flatMap(its -> rate(its, row));
    if (rate.isPresent()) {
      return rate;
    }
    Optional<Integer> ofQueue = settings.maxConcurrent();
    if (ofQueue.isPresent() && row.queueRunning() >= ofQueue.get()) {
      return Optional.of(
          WaitsFor.limit(Reason.QUEUE_LIMIT, ofQueue.get(), row.queueRunning(), aheadInLine(row)));
    }
    return row.allRunning() < row.allLimit()
        ? Optional.empty()
        : Optional.of(
            WaitsFor.limit(Reason.LIMIT, row.allLimit(), row.allRunning(), aheadInLine(row)));
  }

  private static Optional<WaitsFor> rate(Rate rate, Row row) {
    long keptAt = row.set().orElseThrow().rateAt();
    return rate.allowed(keptAt, row.now()) > 0
        ? Optional.empty()
        : Optional.of(
            WaitsFor.until(Reason.RATE, Micros.toInstant(rate.nextStart(keptAt, row.now()))));
  }

  private long aheadOfKey(Row row) throws SQLException {
    int holder = row.rank().holder();
    return capped(
        sql.number(
            AHEAD_OF_KEY,
            row.lane(),
            holder,
            row.priority(),
            row.lane(),
            holder,
            row.priority(),
            row.runAt()));
  }

  private long aheadInLine(Row row) throws SQLException {
    int holder = row.rank().holder();
    return capped(
        sql.number(
            AHEAD_IN_LINE,
            holder,
            row.type(),
            row.queue(),
            row.priority(),
            holder,
            row.type(),
            row.queue(),
            row.priority(),
            row.turnKey(),
            row.runAt()));
  }

  private static long capped(long counted) {
    return Math.min(counted, WaitsFor.AHEAD_CAP);
  }
}
