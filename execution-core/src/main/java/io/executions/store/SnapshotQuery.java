package io.executions.store;

import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The one statement by which the engine looks at the database. It is all that an idle node costs.
 * Its rows are of three kinds: the gate (flag: paused), living nodes (counter: beat; flag:
 * draining), and the runs of the node that looks (counter: attempt; flag: cancel requested).
 */
final class SnapshotQuery {
  static final String SNAPSHOT =
      """
      SELECT 'gate' AS kind, 0 AS id, 0 AS counter, CASE WHEN g.paused THEN 1 ELSE 0 END AS flag,
             g.max_concurrent,
             (SELECT COUNT(*) FROM execution {work} WHERE holder > 0) AS running,
             {now} AS now_at,
             (SELECT due_at FROM execution WHERE due_at > 0 ORDER BY due_at LIMIT 1) AS first_due_at,
             (SELECT due_at FROM execution WHERE due_at > {now} ORDER BY due_at LIMIT 1) AS next_due_at,
             CASE WHEN EXISTS (SELECT 1 FROM execution {work} WHERE holder IN (-3, -2) AND type IN ({ids}))
                  THEN 1 ELSE 0 END AS due,
             CASE WHEN (SELECT id FROM execution_delta
                         WHERE id > (SELECT place FROM execution_fold WHERE id = 1)
                         ORDER BY id DESC LIMIT 1) IS NOT NULL
                  THEN 1 ELSE 0 END AS deltas,
             CASE WHEN EXISTS (SELECT 1 FROM execution_bulk b
                                WHERE b.state = 'running'
                                  AND NOT EXISTS (SELECT 1 FROM execution_node n
                                                   WHERE n.id = b.node_id AND n.id <> ?
                                                     AND n.state IN ('polling', 'draining')))
                  THEN 1 ELSE 0 END AS bulks,
             CASE WHEN EXISTS (SELECT 1 FROM execution_node n
                                WHERE n.state IN ('dead', 'stopped')
                                  AND (SELECT r.id FROM execution r {work}
                                        WHERE r.holder = n.id LIMIT 1) > 0)
                  THEN 1 ELSE 0 END AS orphans,
             (SELECT due_at FROM execution_schedule WHERE due_at > 0 ORDER BY due_at LIMIT 1)
               AS schedule_due_at,
             CASE WHEN EXISTS (SELECT 1 FROM execution_schedule s
                                WHERE s.waiting_at >= 1 AND s.paused = FALSE AND s.retired = FALSE
                                  AND NOT EXISTS (SELECT 1 FROM execution e
                                                   WHERE e.id = s.last_id AND e.finished_at IS NULL))
                  THEN 2
                  WHEN EXISTS (SELECT 1 FROM execution_schedule s
                                WHERE s.waiting_at >= 1 AND s.paused = FALSE AND s.retired = FALSE)
                  THEN 1 ELSE 0 END AS schedules_wait,
             0 AS lease_ms, NULL AS hears_at,
             CASE WHEN g.release_place IS NOT NULL THEN 1 ELSE 0 END AS releasing,
             CASE WHEN g.feed_since IS NOT NULL THEN 1 ELSE 0 END AS listened,
             CASE WHEN g.feed_since IS NOT NULL
                   AND EXISTS (SELECT 1 FROM execution_delta WHERE untold = 1)
                  THEN 1 ELSE 0 END AS untold,
             (SELECT MIN(expires_at) FROM execution_expiry) AS expires_at
        FROM execution_gate g
      UNION ALL
      SELECT 'node', id, beat, CASE WHEN state = 'draining' THEN 1 ELSE 0 END,
             NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, lease_ms, hears_at, NULL, NULL, NULL, NULL
        FROM execution_node WHERE state IN ('polling', 'draining')
      UNION ALL
      SELECT 'run', id, attempt, CASE WHEN cancel_requested THEN 1 ELSE 0 END,
             NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
             NULL
        FROM execution {work} WHERE holder = ?
      """;

  /** A schedule's time waits, and need not wait any longer. */
  private static final int RIPE = 2;

  private final List<Snapshot.Beat> beats = new ArrayList<>();
  private final List<Snapshot.MyRun> mine = new ArrayList<>();
  private Snapshot gate;

  static Snapshot run(Sql sql, long nodeId, Collection<String> types) throws SQLException {
    List<Object> parameters = new ArrayList<>(types.isEmpty() ? List.of("") : types);
    String statement = Sql.withIds(SNAPSHOT, parameters);
    parameters.add(nodeId);
    parameters.add(nodeId);
    SnapshotQuery query = new SnapshotQuery();
    sql.list(statement, query::read, parameters.toArray());
    if (query.gate == null) {
      throw new SQLException("The row of execution_gate is missing");
    }
    return query.gate;
  }

  private Void read(ResultSet row) throws SQLException {
    switch (row.getString("kind").strip()) {
      case "gate" -> gate = gate(row);
      case "node" -> beats.add(beat(row));
      default -> mine.add(run(row));
    }
    return null;
  }

  private static Snapshot.Beat beat(ResultSet row) throws SQLException {
    return new Snapshot.Beat(
        row.getLong("id"),
        row.getLong("counter"),
        isSet(row, "flag"),
        Duration.ofMillis(row.getLong("lease_ms")),
        Optional.ofNullable(row.getString("hears_at")));
  }

  private static Snapshot.MyRun run(ResultSet row) throws SQLException {
    return new Snapshot.MyRun(row.getLong("id"), row.getInt("counter"), isSet(row, "flag"));
  }

  private Snapshot gate(ResultSet row) throws SQLException {
    long now = row.getLong("now_at");
    long first = row.getLong("first_due_at");
    boolean promotable = !row.wasNull() && first <= now;
    long next = row.getLong("next_due_at");
    OptionalLong nextDue = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(next - now);
    long schedule = row.getLong("schedule_due_at");
    OptionalLong nextOfSchedule =
        row.wasNull() ? OptionalLong.empty() : OptionalLong.of(schedule - now);
    long expires = row.getLong("expires_at");
    OptionalLong nextExpiry = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(expires - now);
    int waiting = row.getInt("schedules_wait");
    return new Snapshot(
        row.getInt("max_concurrent"),
        isSet(row, "flag"),
        row.getLong("running"),
        isSet(row, "due"),
        promotable,
        earlier(earlier(nextDue, nextOfSchedule), nextExpiry),
        nextExpiry.orElse(1) <= 0,
        nextOfSchedule.orElse(1) <= 0 || waiting == RIPE,
        waiting > 0,
        isSet(row, "deltas"),
        isSet(row, "listened"),
        isSet(row, "untold"),
        isSet(row, "bulks"),
        isSet(row, "releasing"),
        isSet(row, "orphans"),
        beats,
        mine);
  }

  /** What is due already is no reason to wake once more. */
  private static OptionalLong earlier(OptionalLong due, OptionalLong ofSchedule) {
    return LongStream.concat(due.stream(), ofSchedule.stream().filter(micros -> micros > 0)).min();
  }

  private static boolean isSet(ResultSet row, String column) throws SQLException {
    return row.getInt(column) == 1;
  }
}
