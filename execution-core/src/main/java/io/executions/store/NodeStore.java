package io.executions.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of nodes: how one joins, beats and leaves. Not thread-safe. */
public final class NodeStore implements AutoCloseable {
  /**
   * A node that wants to join.
   *
   * @param name its name, if nobody living has it
   * @param home the id of its data directory, whose lock it holds; empty when it has none
   * @param workers its handler threads
   * @param pollInterval how often it asks for work
   * @param exampleInputs the types that it handles, each with an example input as JSON text
   */
  public record Joining(
      String name,
      Optional<String> home,
      int workers,
      Duration pollInterval,
      Map<String, String> exampleInputs) {}

  /**
   * A node that has joined.
   *
   * @param id its identity until it leaves or is declared dead
   * @param name its name
   */
  public record Joined(long id, String name) {}

  /**
   * What a beat tells about the poll timer.
   *
   * @param lastPollAt when it last polled, by the node's clock
   * @param lastPollTook how long that took
   * @param nextPollAt when it polls next
   * @param lastError what went wrong at the last poll
   */
  public record TimerReport(
      Optional<Instant> lastPollAt,
      Optional<Duration> lastPollTook,
      Optional<Instant> nextPollAt,
      Optional<String> lastError) {}

  private static final String INSERT =
      """
      INSERT INTO execution_node
             (id, name, home, state, beat, started_at, last_beat_at, workers, poll_interval_ms)
      VALUES (?, ?, ?, 'polling', 1, {now}, {now}, ?, ?)
      """;

  private static final String BEAT =
      """
      UPDATE execution_node
         SET beat = beat + 1, last_beat_at = {now}, state = ?, last_poll_at = ?,
             last_poll_micros = ?, next_poll_at = ?, last_error = ?
       WHERE id = ? AND state IN ('polling', 'draining')
      """;

  private final ReservedConnection connection;

  /** Makes one on that connection, which it closes. */
  public NodeStore(ReservedConnection connection) {
    this.connection = connection;
  }

  /**
   * Adds a node. Earlier nodes of the same home are dead at once: whoever holds the home's lock is
   * the only one there. A name that a living node has gets a number.
   */
  public Joined join(Joining node) throws SQLException {
    return connection.inGate(
        sql -> {
          Gate.enter(sql);
          if (node.home().isPresent()) {
            sql.update(
                "UPDATE execution_node SET state = 'dead' WHERE home = ? AND state <> 'stopped'",
                node.home().get());
          }
          long id = sql.number("SELECT NEXT VALUE FOR execution_node_seq");
          String name = freeName(sql, node.name());
          sql.update(
              INSERT,
              id,
              name,
              node.home().orElse(null),
              node.workers(),
              node.pollInterval().toMillis());
          sql.insert(
              "INSERT INTO execution_node_type (node_id, type, example_input) VALUES {rows}",
              node.exampleInputs().entrySet().stream()
                  .map(type -> new Object[] {id, type.getKey(), type.getValue()})
                  .toList());
          return new Joined(id, name);
        });
  }

  /**
   * Raises the node's beat.
   *
   * @return whether the node still belongs to the cluster; false when it was declared dead
   */
  public boolean beat(long nodeId, boolean draining, TimerReport timer) throws SQLException {
    return connection.autoCommit(
            sql ->
                sql.update(
                    BEAT,
                    draining ? "draining" : "polling",
                    timer.lastPollAt().map(Micros::of).orElse(null),
                    timer.lastPollTook().map(took -> took.toNanos() / 1000).orElse(null),
                    timer.nextPollAt().map(Micros::of).orElse(null),
                    timer.lastError().orElse(null),
                    nodeId))
        == 1;
  }

  /** Marks the node stopped: it runs nothing any more. */
  public void leave(long nodeId) throws SQLException {
    connection.autoCommit(
        sql ->
            sql.update(
                """
                UPDATE execution_node SET state = 'stopped', last_beat_at = {now}, next_poll_at = NULL
                 WHERE id = ? AND state IN ('polling', 'draining')
                """,
                nodeId));
  }

  private static String freeName(Sql sql, String wanted) throws SQLException {
    Set<String> taken =
        new HashSet<>(
            sql.list(
                "SELECT name FROM execution_node WHERE state IN ('polling', 'draining')",
                row -> row.getString(1)));
    String name = wanted;
    for (int number = 2; taken.contains(name); number++) {
      String suffix = "-" + number;
      name = wanted.substring(0, Math.min(wanted.length(), 100 - suffix.length())) + suffix;
    }
    return name;
  }

  @Override
  public void close() {
    connection.close();
  }
}
