package io.executions.bench.peer;

import io.executions.bench.subject.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Locks some rows that nobody else has locked, marks them, commits, runs them, marks them again and
 * commits. It goes on behind what it has found last: what was claimed leaves index entries behind
 * that would otherwise have to be walked again until the database has removed them. Whatever stands
 * before that place is found when there is nothing behind it.
 */
final class LockedClaim implements PlainClaim {
  private static final String CANDIDATES =
      """
      SELECT id, type, input FROM job {pending} WHERE status = 'pending' AND id > ?
       ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED
      """;
  private static final String CLAIM =
      "UPDATE job SET status = 'running', started_at = CURRENT_TIMESTAMP(6) WHERE id IN (%s)";
  private static final String END =
      "UPDATE job SET status = 'completed', finished_at = CURRENT_TIMESTAMP(6) WHERE id IN (%s)";

  private final String candidates;
  private final AtomicLong last = new AtomicLong();

  LockedClaim(PlainTable table, int batch) {
    candidates = table.of(CANDIDATES.formatted(batch));
  }

  @Override
  public boolean runSome(Connection connection) throws SQLException, InterruptedException {
    connection.setAutoCommit(false);
    List<Job> jobs = claim(connection);
    for (Job job : jobs) {
      job.work().run();
    }
    while (!jobs.isEmpty() && !ended(connection, jobs)) {
      // The other one goes first.
    }
    return !jobs.isEmpty();
  }

  /** Returns none also where the database has rolled it back in favour of another. */
  private List<Job> claim(Connection connection) throws SQLException {
    try {
      List<Job> jobs = candidates(connection);
      if (jobs.isEmpty()) {
        last.set(0);
        connection.rollback();
      } else {
        mark(connection, CLAIM, jobs);
        last.accumulateAndGet(jobs.get(jobs.size() - 1).id(), Math::max);
      }
      return jobs;
    } catch (SQLException e) {
      return rolledBack(connection, e);
    }
  }

  private static boolean ended(Connection connection, List<Job> jobs) throws SQLException {
    try {
      mark(connection, END, jobs);
      return true;
    } catch (SQLException e) {
      return !rolledBack(connection, e).isEmpty();
    }
  }

  private static List<Job> rolledBack(Connection connection, SQLException e) throws SQLException {
    if (!RolledBack.is(e)) {
      throw e;
    }
    connection.rollback();
    return List.of();
  }

  private List<Job> candidates(Connection connection) throws SQLException {
    List<Job> jobs = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(candidates)) {
      select.setLong(1, last.get());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          jobs.add(new Job(rows.getLong(1), Work.of(rows.getString(2))));
        }
      }
    }
    return jobs;
  }

  private static void mark(Connection connection, String statement, List<Job> jobs)
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
    connection.commit();
  }
}
