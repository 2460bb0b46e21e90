package io.executions.store;

import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionType;
import io.executions.api.Node;
import io.executions.api.NodeState;
import io.executions.api.PollTimer;
import io.executions.api.SettingsChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What all nodes share: the cluster's settings, its nodes, and the types that they handle. */
@ApplicationScoped
public class Cluster {
  private static final String NODES =
      """
      SELECT n.id, n.name, n.state, n.started_at, n.last_beat_at, n.workers, n.poll_interval_ms,
             n.last_poll_at, n.last_poll_micros, n.next_poll_at, n.last_error, n.replays,
             (SELECT COUNT(*) FROM execution e
               WHERE e.status = 'running' AND e.node_id = n.id) AS running
        FROM execution_node n ORDER BY n.id
      """;

  private static final String TYPES =
      """
      SELECT t.type, n.name, t.example_input
        FROM execution_node_type t JOIN execution_node n ON n.id = t.node_id
       ORDER BY t.type, n.name, n.id
      """;

  private final Transaction transaction;

  /** For the proxy only. */
  protected Cluster() {
    this(null);
  }

  @Inject
  Cluster(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Returns the settings of the cluster. */
  public ClusterSettings settings() {
    return transaction.sql(SettingsRow::read);
  }

  /** Changes the settings, in turn with claims and other changes, and returns the new ones. */
  public ClusterSettings change(SettingsChange change) {
    return transaction.apart(
        sql -> {
          Gate.enter(sql);
          ClusterSettings changed = change.applyTo(SettingsRow.read(sql));
          SettingsRow.write(sql, changed);
          return changed;
        });
  }

  /** Returns all nodes, those that ended within a day included. */
  public List<Node> nodes() {
    return transaction.sql(Cluster::nodes);
  }

  static List<Node> nodes(Sql sql) throws SQLException {
    Map<Long, List<String>> types = new HashMap<>();
    sql.list(
        "SELECT node_id, type FROM execution_node_type ORDER BY type",
        row ->
            types.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2)));
    return sql.list(NODES, row -> node(row, types));
  }

  /** Returns the types that some node handles, or did within a day, by name. */
  public List<ExecutionType> types() {
    TreeMap<String, ExecutionType> types = new TreeMap<>();
    transaction.sql(
        sql ->
            sql.list(
                TYPES,
                row ->
                    types.merge(
                        row.getString(1),
                        new ExecutionType(
                            row.getString(1),
                            List.of(row.getString(2)),
                            JsonText.parse(row.getString(3))),
                        Cluster::onBoth)));
    return List.copyOf(types.values());
  }

  /** Returns those of the types that some node handles, or did within a day. */
  public Set<String> handled(Collection<String> types) {
    return transaction.sql(
        sql ->
            Set.copyOf(
                sql.list(
                    Sql.withIds(
                        "SELECT DISTINCT type FROM execution_node_type WHERE type IN ({ids})",
                        types),
                    row -> row.getString(1),
                    types.toArray())));
  }

  /**
   * Returns the types that have pending executions and no living node that handles them, by name.
   */
  public List<String> unhandledTypes() {
    return transaction.sql(sql -> new UnhandledTypes(sql).find());
  }

  private static ExecutionType onBoth(ExecutionType one, ExecutionType other) {
    List<String> nodes = new ArrayList<>(one.nodes());
    other.nodes().stream().filter(node -> !nodes.contains(node)).forEach(nodes::add);
    return new ExecutionType(one.type(), nodes, other.exampleInput());
  }

  private static Node node(ResultSet row, Map<Long, List<String>> types) throws SQLException {
    return new Node(
        row.getLong("id"),
        row.getString("name"),
        NodeState.fromJsonName(row.getString("state")),
        Micros.toInstant(row.getLong("started_at")),
        Micros.toInstant(row.getLong("last_beat_at")),
        types.getOrDefault(row.getLong("id"), List.of()),
        row.getInt("workers"),
        row.getLong("running"),
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
