package io.executions.bench.peer;

import io.executions.bench.subject.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.List;

/**
 * Locks some rows that nobody else has locked, marks them, commits, runs them, marks them again and
 * commits.
 */
record LockedClaim(int batch) implements PlainClaim {
  private static final String CANDIDATES =
      """
      SELECT id, type, input FROM job FORCE INDEX (job_status) WHERE status = 'pending'
       ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED
      """;
  private static final String CLAIM =
      "UPDATE job SET status = 'running', started_at = CURRENT_TIMESTAMP(6) WHERE id IN (%s)";
  private static final String END =
      "UPDATE job SET status = 'completed', finished_at = CURRENT_TIMESTAMP(6) WHERE id IN (%s)";

  @Override
  public boolean runSome(Connection connection) throws SQLException, InterruptedException {
    connection.setAutoCommit(false);
    List<Job> jobs = claim(connection);
    for (Job job : jobs) {
      job.work().run();
    }
    while (!jobs.isEmpty() && !marked(connection, END, jobs)) {
      // The other one goes first.
    }
    return !jobs.isEmpty();
  }

  private List<Job> claim(Connection connection) throws SQLException {
    List<Job> jobs = candidates(connection);
    if (jobs.isEmpty()) {
      connection.rollback();
    }
    return jobs.isEmpty() || marked(connection, CLAIM, jobs) ? jobs : List.of();
  }

  /** Returns false where the database has rolled it back in favour of another. */
  private static boolean marked(Connection connection, String statement, List<Job> jobs)
      throws SQLException {
    try {
      update(connection, statement, jobs);
      connection.commit();
      return true;
    } catch (SQLTransactionRollbackException e) {
      connection.rollback();
      return false;
    }
  }

  private List<Job> candidates(Connection connection) throws SQLException {
    List<Job> jobs = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(CANDIDATES.formatted(batch));
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        jobs.add(new Job(rows.getLong(1), Work.of(rows.getString(2))));
      }
    }
    return jobs;
  }

  private static void update(Connection connection, String statement, List<Job> jobs)
      throws SQLException {
    String places = String.join(",", "?".repeat(jobs.size()).split(""));
    try (PreparedStatement update = connection.prepareStatement(statement.formatted(places))) {
      for (int i = 0; i < jobs.size(); i++) {
        update.setLong(i + 1, jobs.get(i).id());
      }
      if (update.executeUpdate() != jobs.size()) {
        throw new SQLException("Somebody else has a claimed row");
      }
    }
  }
}
