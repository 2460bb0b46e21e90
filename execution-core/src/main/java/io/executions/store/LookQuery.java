package io.executions.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The one statement by which the engine looks at the database: what an idle node costs. */
final class LookQuery {
  static final String LOOK =
      """
      SELECT 'gate' AS kind, g.max_concurrent AS a, CASE WHEN g.paused THEN 1 ELSE 0 END AS b,
             (SELECT COUNT(*) FROM execution WHERE holder > 0) AS c,
             (SELECT due_at FROM execution WHERE due_at > 0 ORDER BY due_at LIMIT 1) AS d,
             {now} AS e,
             CASE WHEN EXISTS (SELECT 1 FROM execution_delta) THEN 1 ELSE 0 END AS f,
             CASE WHEN EXISTS (SELECT 1 FROM execution WHERE holder IN (-3, -2) AND type IN ({ids}))
                  THEN 1 ELSE 0 END AS h,
             CASE WHEN EXISTS (SELECT 1 FROM execution_node n
                                WHERE n.state IN ('dead', 'stopped')
                                  AND (SELECT r.id FROM execution r
                                        WHERE r.holder = n.id LIMIT 1) > 0)
                  THEN 1 ELSE 0 END AS i,
             (SELECT due_at FROM execution WHERE due_at > {now} ORDER BY due_at LIMIT 1) AS j,
             NULL AS k
        FROM execution_gate g
      UNION ALL
      SELECT 'node', id, beat, CASE WHEN state = 'draining' THEN 1 ELSE 0 END, lease_ms, NULL, NULL, NULL, NULL, NULL,
             hears_at
        FROM execution_node WHERE state IN ('polling', 'draining')
      UNION ALL
      SELECT 'run', id, attempt, CASE WHEN cancel_requested THEN 1 ELSE 0 END,
             NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM execution WHERE holder = ?
      """;

  private final List<Look.Beat> beats = new ArrayList<>();
  private final List<Look.MyRun> mine = new ArrayList<>();
  private Look gate;

  static Look run(Sql sql, long nodeId, Collection<String> types) throws SQLException {
    List<Object> parameters = new ArrayList<>(types.isEmpty() ? List.of("") : types);
    String statement = Sql.withIds(LOOK, parameters);
    parameters.add(nodeId);
    LookQuery query = new LookQuery();
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
      default -> mine.add(new Look.MyRun(row.getLong("a"), row.getInt("b"), row.getInt("c") == 1));
    }
    return null;
  }

  private static Look.Beat beat(ResultSet row) throws SQLException {
    return new Look.Beat(
        row.getLong("a"),
        row.getLong("b"),
        row.getInt("c") == 1,
        Duration.ofMillis(row.getLong("d")),
        Optional.ofNullable(row.getString("k")));
  }

  private Look gate(ResultSet row) throws SQLException {
    long now = row.getLong("e");
    long first = row.getLong("d");
    boolean ripe = !row.wasNull() && first <= now;
    long nextDue = row.getLong("j");
    boolean waiting = !row.wasNull();
    return new Look(
        row.getInt("a"),
        row.getInt("b") == 1,
        row.getLong("c"),
        row.getInt("h") == 1,
        ripe,
        waiting ? OptionalLong.of(nextDue - now) : OptionalLong.empty(),
        row.getInt("f") == 1,
        row.getInt("i") == 1,
        beats,
        mine);
  }
}
