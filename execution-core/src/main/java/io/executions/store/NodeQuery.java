package io.executions.store;

import io.executions.api.Node;
import io.executions.api.NodeFilter;
import io.executions.api.NodeState;
import io.executions.api.PollTimer;
import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the rows of nodes, with the types that each handles and how much it runs. */
final class NodeQuery {
  private static final String NODES =
      """
      SELECT id, name, state, started_at, last_beat_at, workers, poll_interval_ms, last_poll_at,
             last_poll_micros, next_poll_at, last_error, replays
        FROM execution_node
      """;

  private static final String TYPES =
      """
      SELECT t.node_id, t.type
        FROM execution_node_type t JOIN execution_node n ON n.id = t.node_id
      """;

  static final String RUNNING_OF_ALL =
      "SELECT holder, COUNT(*) FROM execution {work} WHERE holder > 0 GROUP BY holder";

  static final String RUNNING_OF_ONE =
      "SELECT holder, COUNT(*) FROM execution {work} WHERE holder = ? GROUP BY holder";

  private final Map<Long, List<String>> types = new HashMap<>();
  private final Map<Long, Long> running = new HashMap<>();

  private NodeQuery() {}

  /** Returns the nodes of that kind, in the order in which they joined. */
  static List<Node> list(Sql sql, NodeFilter filter) throws SQLException {
    Object[] states =
        Arrays.stream(NodeState.values()).filter(filter::takes).map(NodeState::jsonName).toArray();
    NodeQuery query = new NodeQuery();
    query.readTypes(
        sql, withStates(TYPES + "WHERE n.state IN ({ids}) ORDER BY t.type", states), states);
    query.readRunning(sql, RUNNING_OF_ALL);
    return sql.list(
        withStates(NODES + "WHERE state IN ({ids}) ORDER BY id", states), query::node, states);
  }

  /** Returns that node, if there is or was one within a day. */
  static Optional<Node> find(Sql sql, long id) throws SQLException {
    NodeQuery query = new NodeQuery();
    query.readTypes(sql, TYPES + "WHERE n.id = ? ORDER BY t.type", id);
    query.readRunning(sql, RUNNING_OF_ONE, id);
    return sql.first(NODES + "WHERE id = ?", query::node, id);
  }

  private static String withStates(String statement, Object[] states) {
    return Sql.withIds(statement, List.of(states));
  }

  private void readTypes(Sql sql, String statement, Object... parameters) throws SQLException {
    sql.list(
        statement,
        row -> types.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2)),
        parameters);
  }

  private void readRunning(Sql sql, String statement, Object... parameters) throws SQLException {
    sql.list(statement, row -> running.put(row.getLong(1), row.getLong(2)), parameters);
  }

  private Node node(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new Node(
        id,
        row.getString("name"),
        NodeState.fromJsonName(row.getString("state")),
        Micros.toInstant(row.getLong("started_at")),
        Micros.toInstant(row.getLong("last_beat_at")),
        types.getOrDefault(id, List.of()),
        row.getInt("workers"),
        running.getOrDefault(id, 0L),
        row.getLong("replays"),
        timer(row));
  }

  private static PollTimer timer(ResultSet row) throws SQLException {
    Duration interval = Duration.ofMillis(row.getLong("poll_interval_ms"));
    Instant lastBeatAt = Micros.toInstant(row.getLong("last_beat_at"));
    Optional<Instant> nextPollAt = micros(row, "next_poll_at").map(Micros::toInstant);
    boolean suspended =
        nextPollAt
            .filter(next -> PollTimer.standsStill(Duration.between(lastBeatAt, next), interval))
            .isPresent();
    return new PollTimer(
        interval,
        micros(row, "last_poll_at").map(Micros::toInstant),
        micros(row, "last_poll_micros").map(took -> Duration.ofNanos(took * 1000)),
        nextPollAt.filter(next -> !suspended),
        Optional.ofNullable(row.getString("last_error")),
        suspended);
  }

  private static Optional<Long> micros(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
