package io.executions.store;

import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.database.ReservedConnection;
import io.executions.database.Sql;
import io.executions.settings.Secret;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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
   * @param lease how long its beat may stand still before it is dead
   * @param workers its handler threads
   * @param pollInterval how often it asks for work
   * @param exampleInputs the types that it handles, each with an example input as JSON text
   * @param queues the same types, each with the queue that its handler names
   * @param servedQueues the queues that it serves; all of them if empty
   * @param hearsAt where it hears hints by datagrams, host and port; empty when it does not
   * @param defining the schedules of its application
   */
  public record Joining(
      String name,
      Optional<String> home,
      Duration lease,
      int workers,
      Duration pollInterval,
      Map<String, String> exampleInputs,
      Map<String, String> queues,
      Set<String> servedQueues,
      Optional<String> hearsAt,
      Defining defining) {
    /** Returns a copy of a node that has joined before. */
    public Joining joinedBefore(Joined before) {
      return new Joining(
          name,
          home,
          lease,
          workers,
          pollInterval,
          exampleInputs,
          queues,
          servedQueues,
          hearsAt,
          new Defining(defining.application(), defining.schedules(), before.since()));
    }
  }

  /** Returns what a row keeps of the queues that a node serves. */
  private static String serves(Set<String> queues) {
    return queues.isEmpty() ? null : "," + String.join(",", queues) + ",";
  }

  /**
   * Which schedules the application of a node defines in its code.
   *
   * @param application by which name the nodes of that application know each other
   * @param since when the node joined first, in microseconds; 0 when it does so now
   */
  public record Defining(String application, List<NewSchedule> schedules, long since) {}

  /**
   * A node that has joined.
   *
   * @param id its identity until it leaves or is declared dead
   * @param name its name
   * @param hintKey what proves that a datagram is from this cluster, in hexadecimal digits; empty
   *     for a node that hears none
   * @param replicated whether others may see what this node commits some moments later only
   * @param since when it joined first
   */
  public record Joined(
      long id, String name, Optional<Secret> hintKey, boolean replicated, long since) {}

  /**
   * What a beat tells about the poll timer.
   *
   * @param sinceLastPoll how long ago it last polled
   * @param lastPollTook how long that took
   * @param untilNextPoll in what time its timer ticks next; negative when that is overdue
   * @param lastError what went wrong at the last poll
   */
  public record TimerReport(
      Optional<Duration> sinceLastPoll,
      Optional<Duration> lastPollTook,
      Optional<Duration> untilNextPoll,
      Optional<String> lastError) {}

  /** What a beat finds. */
  public enum Answer {
    /** The node belongs to the cluster. */
    HEARD,
    /** It does, and somebody asked it to poll. */
    POLL,
    /** It was declared dead. */
    DEAD
  }

  private static final String INSERT =
      """
      INSERT INTO execution_node
             (id, name, home, application, state, beat, started_at, last_beat_at, lease_ms, workers,
              poll_interval_ms, hears_at, serves)
      VALUES (?, ?, ?, ?, ?, 1, {now}, {now}, ?, ?, ?, ?, ?)
      """;

  private static final String BEAT =
      """
      UPDATE execution_node
         SET beat = beat + 1, last_beat_at = {now},
             state = CASE WHEN ? THEN 'draining' ELSE state END, last_poll_at = {now} - ?,
             last_poll_micros = ?, next_poll_at = {now} + ?, last_error = ?, replays = ?
       WHERE id = ? AND polls_asked = ? AND state IN ('polling', 'draining')
      """;

  private static final String POLLS_ASKED =
      """
      SELECT polls_asked FROM execution_node WHERE id = ? AND state IN ('polling', 'draining')
      """;

  private final ReservedConnection connection;
  private long pollsAnswered;

  /** Makes one on that connection, which it closes. */
  public NodeStore(ReservedConnection connection) {
    this.connection = connection;
  }

  /**
   * Adds a node. Earlier nodes of the same home are dead at once: the node that holds the home's
   * lock is the only one there. A name that a living node has gets a number.
   *
   * @param draining whether it is to claim nothing until it is told to resume
   */
  public Joined join(Joining node, boolean draining) throws SQLException {
    Joined joined = inGate(node, draining);
    connection.shortenTimeout();
    return joined;
  }

  private Joined inGate(Joining node, boolean draining) throws SQLException {
    return connection.inGate(
        sql -> {
          if (node.home().isPresent()) {
            int gone =
                sql.update(
                    "UPDATE execution_node SET state = 'dead' WHERE home = ? AND state <> 'stopped'",
                    node.home().get());
            if (gone > 0) {
              // It may have died between the end of a run and freeing the next one of its key.
              KeyRelease.ask(sql);
            }
          }
          long id = sql.number("SELECT {nextNodeId}");
          String name = freeName(sql, node.name());
          sql.update(
              INSERT,
              id,
              name,
              node.home().orElse(null),
              node.defining().application(),
              draining ? "draining" : "polling",
              node.lease().toMillis(),
              node.workers(),
              node.pollInterval().toMillis(),
              node.hearsAt().orElse(null),
              serves(node.servedQueues()));
          sql.insert(
              "INSERT INTO execution_node_type (node_id, type, example_input, queue) VALUES {rows}",
              node.exampleInputs().entrySet().stream()
                  .map(
                      type ->
                          new Object[] {
                            id,
                            type.getKey(),
                            type.getValue(),
                            node.queues().getOrDefault(type.getKey(), NewExecution.DEFAULT_QUEUE)
                          })
                  .toList(),
              connection.packet());
          Defining defining = node.defining();
          long since = defining.since() > 0 ? defining.since() : sql.number("SELECT {now}");
          CodeSchedules.register(sql, id, defining.schedules(), since, connection.packet());
          Optional<Secret> key =
              node.hearsAt().isEmpty() ? Optional.empty() : Optional.of(HintKey.of(sql));
          return new Joined(id, name, key, connection.isReplicated(), since);
        });
  }

  /**
   * Raises the node's beat.
   *
   * @param leaving whether the node is about to leave and drains; else it drains if it was told to
   */
  public Answer beat(long nodeId, boolean leaving, TimerReport timer) throws SQLException {
    return connection.autoCommit(sql -> beat(sql, nodeId, leaving, timer));
  }

  /** A further statement is needed only where somebody asked for a poll since the last beat. */
  private Answer beat(Sql sql, long nodeId, boolean leaving, TimerReport timer)
      throws SQLException {
    long asked = pollsAnswered;
    while (!raise(sql, nodeId, leaving, timer, asked)) {
      Optional<Long> now = sql.first(POLLS_ASKED, row -> row.getLong(1), nodeId);
      if (now.isEmpty()) {
        return Answer.DEAD;
      }
      asked = now.get();
    }
    Answer answer = asked == pollsAnswered ? Answer.HEARD : Answer.POLL;
    pollsAnswered = asked;
    return answer;
  }

  private boolean raise(Sql sql, long nodeId, boolean leaving, TimerReport timer, long pollsAsked)
      throws SQLException {
    return sql.update(
            BEAT,
            leaving,
            micros(timer.sinceLastPoll()),
            micros(timer.lastPollTook()),
            micros(timer.untilNextPoll()),
            timer.lastError().orElse(null),
            connection.replays().get(),
            nodeId,
            pollsAsked)
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

  private static Long micros(Optional<Duration> time) {
    return time.map(given -> given.toNanos() / 1000).orElse(null);
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
