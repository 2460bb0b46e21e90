package io.executions.bench.peer;

import io.executions.bench.subject.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Marks one row if nobody else has, runs it and marks it again, each with a commit. Candidates are
 * read ahead, without locks, for all threads.
 */
final class SingleClaim implements PlainClaim {
  private static final String CANDIDATES =
      """
      SELECT id, type, input FROM job {pending}
       WHERE status = 'pending' AND id > ? ORDER BY id LIMIT 1000
      """;
  private static final String CLAIM =
      """
      UPDATE job SET status = 'running', started_at = CURRENT_TIMESTAMP(6)
       WHERE id = ? AND status = 'pending'
      """;
  private static final String END =
      "UPDATE job SET status = 'completed', finished_at = CURRENT_TIMESTAMP(6) WHERE id = ?";

  private final String query;
  private final Queue<Job> candidates = new ArrayDeque<>();
  private long last;

  SingleClaim(PlainTable table) {
    query = table.of(CANDIDATES);
  }

  @Override
  public boolean runSome(Connection connection) throws SQLException, InterruptedException {
    Job job = next(connection);
    if (job == null) {
      return false;
    }
    if (update(connection, CLAIM, job) == 1) {
      job.work().run();
      update(connection, END, job);
    }
    return true;
  }

  private synchronized Job next(Connection connection) throws SQLException {
    if (candidates.isEmpty()) {
      read(connection);
    }
    return candidates.poll();
  }

  private void read(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setLong(1, last);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          last = rows.getLong(1);
          candidates.add(new Job(last, Work.of(rows.getString(2))));
        }
      }
    }
    if (candidates.isEmpty()) {
      last = 0;
    }
  }

  /** Again where the database has rolled it back in favour of another. */
  private static int update(Connection connection, String statement, Job job) throws SQLException {
    while (true) {
      try (PreparedStatement update = connection.prepareStatement(statement)) {
        update.setLong(1, job.id());
        return update.executeUpdate();
      } catch (SQLException e) {
        if (!RolledBack.is(e)) {
          throw e;
        }
      }
    }
  }
}
