package io.executions.it.faults;

import static org.awaitility.Awaitility.await;

import io.executions.it.process.DatabaseView;
import io.executions.testing.DatabaseServer;
import io.executions.testing.MoveTrace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the test reads from the database itself, past the proxies and whatever is broken. */
final class DatabaseRows {
  private static final Duration MOST_OUTAGE = Duration.ofSeconds(90);
  private static final Duration STEP = Duration.ofSeconds(10);

  private final ServiceDatabase database;

  DatabaseRows(ServiceDatabase database) {
    this.database = database;
  }

  /**
   * One life of a node in the cluster; times in nanoseconds of the host's clock, which the database
   * shares.
   */
  record Life(long id, String node, String state, long joinedAt, long lastBeatAt) {
    boolean goesOn() {
      return state.equals("polling") || state.equals("draining");
    }

    /** Returns whether its node knew of it: not where the answer to a join was lost. */
    boolean hasBeaten() {
      return lastBeatAt > joinedAt;
    }
  }

  /** Makes the tables of the application under test. */
  void createTables(int counters) throws SQLException {
    try (DatabaseView view = open(database.servers().get(0))) {
      view.execute(
          "CREATE TABLE counter (id INT PRIMARY KEY, n BIGINT NOT NULL)",
          "INSERT INTO counter VALUES "
              + IntStream.range(0, counters)
                  .mapToObj("(%d, 0)"::formatted)
                  .collect(Collectors.joining(", ")),
          "CREATE TABLE effect (execution_id BIGINT, attempt INT, PRIMARY KEY (execution_id, attempt))");
    }
  }

  /** Returns all lives of all nodes, in the order in which they joined. */
  List<Life> lives() {
    return rows("SELECT id, name, state, started_at, last_beat_at FROM execution_node ORDER BY id")
        .stream()
        .map(
            row ->
                new Life(
                    Long.parseLong(row.get(0)),
                    row.get(1),
                    row.get(2),
                    Long.parseLong(row.get(3)) * 1000,
                    Long.parseLong(row.get(4)) * 1000))
        .toList();
  }

  /** Returns the rows of a query, as soon as a server of the database answers it. */
  List<List<String>> rows(String query) {
    return await()
        .atMost(MOST_OUTAGE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> ask(query), rows -> rows != null);
  }

  /** Begins to trace which executions change their status; the service's schema must be there. */
  MoveTrace traceMoves() throws SQLException {
    return new MoveTrace(this::connect);
  }

  /** Returns the starts, in microseconds, at which a period had more of them than the rate lets. */
  List<Long> startsAboveTheRate() {
    List<Long> starts =
        rows(
                """
                SELECT started_at FROM (
                       SELECT e.id, e.attempt, e.started_at FROM execution e
                        WHERE e.queue = '%1$s' AND e.attempt > 0
                       UNION
                       SELECT e.id, a.attempt, a.started_at
                         FROM execution e JOIN execution_attempt a ON a.execution_id = e.id
                        WHERE e.queue = '%1$s') starts
                 ORDER BY started_at
                """
                    .formatted(QueueChanges.RATED))
            .stream()
            .map(row -> Long.valueOf(row.get(0)))
            .toList();
    int most = QueueChanges.STARTS + QueueChanges.BURST - 1;
    long period = QueueChanges.PERIOD_MS * 1000L;
    return IntStream.range(most, starts.size())
        .filter(last -> starts.get(last) - starts.get(last - most) < period)
        .mapToObj(starts::get)
        .toList();
  }

  /** Returns how many have ended in each status, by the figures over time. */
  Map<String, Long> endsOfSeries() {
    return rows(
            """
            SELECT status, SUM(amount) FROM
                   (SELECT status, amount FROM execution_series
                     WHERE minutes = 60 AND type = '' AND kind = 0
                    UNION ALL
                    SELECT status, ended FROM execution_delta WHERE minute_at IS NOT NULL) ends
             GROUP BY status
            """)
        .stream()
        .collect(Collectors.toMap(row -> row.get(0), row -> Long.valueOf(row.get(1))));
  }

  /**
   * Returns the rows of what has ended that some servers of the database have, and others do not
   * come to have: then it is the database that loses commits.
   */
  List<String> differences() throws InterruptedException {
    List<String> differences = new ArrayList<>();
    for (String table : List.of("execution", "execution_attempt", "execution_scheduled")) {
      for (long end = System.nanoTime() + STEP.toNanos(); ; Thread.sleep(200)) {
        List<String> found = differences(table);
        if (found.isEmpty() || System.nanoTime() > end) {
          differences.addAll(found);
          break;
        }
      }
    }
    return differences;
  }

  private List<String> differences(String table) {
    List<Set<List<String>>> all = new ArrayList<>();
    for (DatabaseServer server : database.servers()) {
      try (DatabaseView view = open(server)) {
        all.add(new LinkedHashSet<>(view.rows("SELECT * FROM " + table)));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    List<String> differences = new ArrayList<>();
    for (int number = 1; number < all.size(); number++) {
      note(differences, "%s: server 0, but not %d: ", table, number, all.get(0), all.get(number));
      note(differences, "%s: not server 0, but %d: ", table, number, all.get(number), all.get(0));
    }
    return differences;
  }

  private static void note(
      List<String> differences,
      String format,
      String table,
      int number,
      Set<List<String>> here,
      Set<List<String>> there) {
    Set<List<String>> surplus = new LinkedHashSet<>(here);
    surplus.removeAll(there);
    if (!surplus.isEmpty()) {
      differences.add(format.formatted(table, number) + surplus);
    }
  }

  private Connection connect() throws SQLException {
    SQLException failure = null;
    for (DatabaseServer server : database.servers()) {
      try {
        return DatabaseView.connect(database.url(server.port()));
      } catch (SQLException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private List<List<String>> ask(String query) throws SQLException {
    SQLException failure = null;
    for (DatabaseServer server : database.servers()) {
      try (DatabaseView view = open(server)) {
        return view.rows(query);
      } catch (SQLException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private DatabaseView open(DatabaseServer server) throws SQLException {
    return DatabaseView.at(database.url(server.port()));
  }
}
