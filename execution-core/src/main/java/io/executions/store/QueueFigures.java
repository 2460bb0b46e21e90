package io.executions.store;

import io.executions.api.NewExecution;
import io.executions.api.Queue;
import io.executions.api.QueueSettings;
import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is set for queues and what is in them, along the index of the line alone. */
record QueueFigures(Sql sql) {
  private static final int LINES_AT_ONCE = 50;
  private static final String ROWS = "SELECT %s FROM execution_queue q".formatted(QueueRow.COLUMNS);

  static final String RUNNING =
      "SELECT queue, COUNT(*) FROM execution {work} WHERE holder > 0 GROUP BY queue";

  /** The order is that of the index: else PostgreSQL may look for them among all rows. */
  static final String OF_LINE =
      """
      SELECT queue, holder, COUNT(*) AS counted, MIN(run_at) AS oldest FROM
             (SELECT queue, holder, run_at FROM execution {work}
               WHERE holder = ? AND type = ? AND queue = ?
               ORDER BY holder, type, queue, priority DESC, turn_key, run_at, id LIMIT %d) pending
       GROUP BY queue, holder
      """
          .formatted(Queue.PENDING_CAP + 1);

  /** What was counted in one queue. */
  private static final class Tally {
    private long running;
    private long pending;
    private boolean pendingCapped;
    private long blocked;
    private boolean blockedCapped;
    private Optional<Instant> oldest = Optional.empty();

    private void add(int holder, long counted, Instant runAt) {
      boolean capped = counted > Queue.PENDING_CAP;
      long shown = Math.min(counted, Queue.PENDING_CAP);
      pending += shown;
      pendingCapped |= capped;
      if (holder < ClaimRank.RECOVERED.holder()) {
        blocked += shown;
        blockedCapped |= capped;
      }
      if (holder != ClaimRank.WAITING.holder()) {
        oldest = oldest.filter(runAt::isAfter).or(() -> Optional.of(runAt));
      }
    }
  }

  /** Returns those that are set or have unfinished work, and the default one, by name. */
  List<Queue> all() throws SQLException {
    return those(name -> true);
  }

  /** Returns the queue, if it is one of these. */
  Optional<Queue> of(String name) throws SQLException {
    Optional<Queue> found = those(name::equals).stream().findFirst();
    return found.isEmpty() ? found : Optional.of(withKeys(found.get()));
  }

  private Queue withKeys(Queue queue) throws SQLException {
    return new Queue(
        queue.name(),
        queue.settings(),
        queue.running(),
        queue.pending(),
        queue.pendingCapped(),
        queue.blocked(),
        queue.blockedCapped(),
        queue.oldestPendingAt(),
        new WaitingKeys(sql).of(queue.name()));
  }

  private List<Queue> those(Predicate<String> asked) throws SQLException {
    Map<String, QueueSettings> settings = new HashMap<>();
    sql.list(ROWS, QueueRow::read).forEach(row -> settings.put(row.name(), row.settings()));
    Map<String, Tally> tallies = tallies(asked);
    TreeSet<String> names = new TreeSet<>(settings.keySet());
    names.addAll(tallies.keySet());
    names.add(NewExecution.DEFAULT_QUEUE);
    return names.stream()
        .filter(asked)
        .map(
            name ->
                queue(
                    name,
                    settings.getOrDefault(name, QueueSettings.DEFAULTS),
                    tallies.getOrDefault(name, new Tally())))
        .toList();
  }

  private Map<String, Tally> tallies(Predicate<String> asked) throws SQLException {
    Map<String, Tally> tallies = new HashMap<>();
    sql.list(RUNNING, row -> tally(tallies, row.getString(1)).running = row.getLong(2));
    List<Line> lines =
        new Lines(sql).pending().stream().filter(line -> asked.test(line.queue())).toList();
    for (List<Line> some : Sql.parts(lines, LINES_AT_ONCE)) {
      Object[] parameters =
          some.stream()
              .flatMap(line -> Stream.<Object>of(line.holder(), line.type(), line.queue()))
              .toArray();
      sql.list(
          String.join("UNION ALL\n", Collections.nCopies(some.size(), OF_LINE)),
          row -> {
            tally(tallies, row.getString("queue"))
                .add(
                    row.getInt("holder"),
                    row.getLong("counted"),
                    Micros.toInstant(row.getLong("oldest")));
            return null;
          },
          parameters);
    }
    return tallies;
  }

  private static Tally tally(Map<String, Tally> tallies, String queue) {
    return tallies.computeIfAbsent(queue, none -> new Tally());
  }

  private static Queue queue(String name, QueueSettings settings, Tally tally) {
    return new Queue(
        name,
        settings,
        tally.running,
        tally.pending,
        tally.pendingCapped,
        tally.blocked,
        tally.blockedCapped,
        tally.oldest,
        List.of());
  }

  /** Returns whether anything of the queue is pending or runs. */
  boolean isInUse(String name) throws SQLException {
    List<String> running = new ArrayList<>(sql.list(RUNNING, row -> row.getString(1)));
    return running.contains(name)
        || new Lines(sql).pending().stream().anyMatch(line -> line.queue().equals(name));
  }
}
