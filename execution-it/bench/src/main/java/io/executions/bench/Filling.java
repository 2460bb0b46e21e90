package io.executions.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills this service's tables by statements for many rows each. */
final class Filling {
  private static final long MOST_AT_ONCE = 100_000;
  private static final long DAY = 86_400_000_000L;
  private static final long HISTORY = 20 * DAY;
  private static final long FIRST_NODE = 1_000_000;

  private static final String INSERT =
      """
      INSERT INTO execution
             (id, type, status, claim_rank, priority, input, output, input_bytes, output_bytes,
              attempt, failures, interruptions, max_attempts, run_at, created_at, started_at,
              finished_at, node_id, node, cancel_requested, overdue)
      """;

  /** First id, then how long before now, and how much later each was. */
  private static final String COMPLETED =
      INSERT
          + """
          SELECT %1$d + n, 'nothing', 'completed', NULL, 0, '{}', '{"b":2}', 2, 7,
                 1, 0, 0, 1, {now} - %2$d + n * %3$d, {now} - %2$d + n * %3$d,
                 {now} - %2$d + n * %3$d + 1000, {now} - %2$d + n * %3$d + 2000,
                 NULL, 'a', FALSE, FALSE
            FROM {series}
          """;

  /** First id, rank, and in how long each is due. */
  private static final String PENDING =
      INSERT
          + """
          SELECT %d + n, 'nothing', 'pending', %d, 0, '{}', NULL, 2, NULL,
                 0, 0, 0, 1, {now} + %d + n, {now} + n, NULL, NULL, NULL, NULL, FALSE, FALSE
            FROM {series}
          """;

  /** First id, how many keys, and how many there are already. */
  private static final String BLOCKED =
      """
      INSERT INTO execution
             (id, type, status, claim_rank, priority, input, input_bytes, attempt, failures,
              interruptions, max_attempts, run_at, created_at, cancel_requested, overdue, queue,
              concurrency_key)
      SELECT %1$d + n, 'nothing', 'pending', CASE WHEN %3$d + n <= %2$d THEN 1 ELSE 3 END, 0, '{}',
             2, 0, 0, 0, 1, {now} + n, {now} + n, FALSE, FALSE, 'blocked',
             CONCAT('key ', MOD(%3$d + n, %2$d))
        FROM {series}
      """;

  /** First id, first node, and how many nodes. */
  private static final String RUNNING =
      INSERT
          + """
          SELECT %d + n, 'nothing', 'running', NULL, 0, '{}', NULL, 2, NULL,
                 1, 0, 0, 1, {now}, {now}, {now}, NULL, %d + 1 + MOD(n, %d), 'a', FALSE, FALSE
            FROM {series}
          """;

  /** Those of which nobody expects a beat for an hour. */
  private static final String NODES =
      """
      INSERT INTO execution_node
             (id, name, state, beat, started_at, last_beat_at, lease_ms, workers, poll_interval_ms)
      SELECT %d + n, CONCAT('simulated', n), 'polling', 1, {now}, {now}, 3600000, 100, 2000
        FROM {series}
      """;

  private static final String TYPES =
      """
      INSERT INTO execution_node_type (node_id, type, example_input)
      SELECT %d + n, 'nothing', '{}' FROM {series}
      """;

  private static final String TOTAL =
      "INSERT INTO execution_delta (type, status, ended) VALUES ('nothing', 'completed', %d)";

  private final Database database;
  private final String url;

  /** The part of something large that one statement does: so many, after others. */
  interface Part {
    String statement(long firstId, long done);
  }

  Filling(Database database, String url) {
    this.database = database;
    this.url = url;
  }

  /** Adds executions that completed in the last days. */
  void addCompleted(long count) throws SQLException {
    long step = HISTORY / (count + 1);
    insert(count, (first, done) -> COMPLETED.formatted(first, HISTORY - done * step, step));
    Database.execute(url, TOTAL.formatted(count));
  }

  /** Adds executions that have been due for an hour. */
  void addDue(long count) throws SQLException {
    insert(count, (first, done) -> PENDING.formatted(first, 1, done - DAY / 24));
  }

  /** Adds executions that will be due tomorrow. */
  void addWaiting(long count) throws SQLException {
    insert(count, (first, done) -> PENDING.formatted(first, 2, done + DAY));
  }

  /** Adds executions of a paused queue: one due of each key, and the others behind it. */
  void addBlocked(long count, long keys) throws SQLException {
    insert(count, (first, done) -> BLOCKED.formatted(first, keys, done));
  }

  /** Adds nodes that live, and as many running executions for each. */
  void addNodes(long nodes, long runsOfEach) throws SQLException {
    Database.execute(
        url,
        database.dialect(NODES.formatted(FIRST_NODE), nodes),
        database.dialect(TYPES.formatted(FIRST_NODE), nodes));
    insert(nodes * runsOfEach, (first, done) -> RUNNING.formatted(first, FIRST_NODE, nodes));
  }

  /** Adds so many rows, and returns the id before the first of them. */
  long insert(long count, Part part) throws SQLException {
    long first = takeIds(count);
    for (long done = 0; done < count; done += MOST_AT_ONCE) {
      long some = Math.min(MOST_AT_ONCE, count - done);
      Database.execute(url, database.dialect(part.statement(first - 1 + done, done), some));
    }
    return first - 1;
  }

  /** As the service takes them, so that nodes may live meanwhile. */
  private long takeIds(long count) throws SQLException {
    try (Connection connection = Database.connect(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate("UPDATE execution_ids SET next_id = next_id + " + count);
      try (ResultSet row = statement.executeQuery("SELECT next_id FROM execution_ids")) {
        row.next();
        long next = row.getLong(1);
        connection.commit();
        return next - count;
      }
    }
  }
}
