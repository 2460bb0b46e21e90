package io.executions.store;

import io.executions.database.FailureKind;
import io.executions.database.ReservedConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the engine asks of the database, on its reserved connection. Not thread-safe. */
public final class EngineStore implements AutoCloseable {
  /** Work inside the gate. */
  public interface GateWork<T> {
    /** Does the work; it may be run again when the transaction is replayed. */
    T run(Gate gate) throws SQLException;
  }

  private static final String FLAG_OVERDUE =
      """
      UPDATE execution SET overdue = TRUE
       WHERE id = ? AND attempt = ? AND status = 'running' AND node_id = ?
      """;

  private final ReservedConnection connection;
  private final Sweep sweep;
  private final FoldWalk folds = new FoldWalk();
  private final CodeSchedules inCode = new CodeSchedules();
  private final OutdatedSchedules outdated = new OutdatedSchedules();

  /**
   * Makes one on that connection, which it closes.
   *
   * @param auditRetention how long it is kept who did what; for ever if empty
   */
  public EngineStore(ReservedConnection connection, Optional<Duration> auditRetention) {
    this.connection = connection;
    sweep = new Sweep(auditRetention);
  }

  /**
   * Looks at the database for that node, in one statement. Between transactions that follow each
   * other it is the beginning of the next one, so that it costs one round trip.
   */
  public Snapshot look(long nodeId, Collection<String> types) throws SQLException {
    return connection.glance(sql -> SnapshotQuery.run(sql, nodeId, types));
  }

  /**
   * Runs work in one transaction behind the gate: no other node counts, claims or settles until it
   * commits. Replayed, within a bound, when the database rolled it back for a deadlock or the like.
   *
   * @param nodeId the node that may claim there
   * @param node its name
   */
  public <T> T inGate(long nodeId, String node, GateWork<T> work) throws SQLException {
    return connection.inGate(
        sql -> {
          Gate gate = Gate.entered(sql, connection.packet(), nodeId, node);
          T result = work.run(gate);
          gate.settleWhatWaits();
          return result;
        });
  }

  /**
   * Adds what transactions have left behind to the totals and the series.
   *
   * @return whether there may be more of them
   */
  public boolean foldDeltas() throws SQLException {
    return folds.fold(connection);
  }

  /** Tells those who listen all that was moved outside the gate. */
  public void tellOutside() throws SQLException {
    try {
      inFeed(FeedRows::copyOutside);
    } catch (SQLException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      // Otherwise what is refused would wait here, and all that is moved later behind it.
      inFeed(FeedRows::end);
    }
  }

  /**
   * Brings some schedules in line with the code of the living nodes.
   *
   * @param nodeId the node that does so
   * @return whether there was something to do, and so there may be more
   * @throws IllegalStateException at the end, if some could not be brought in line
   */
  public boolean keepSchedules(long nodeId, Schedules.Next times, Audit audit) throws SQLException {
    return inCode.keep(connection, nodeId, times, audit);
  }

  /**
   * Reckons anew some next times that older time-zone data said than this node has; where others
   * have newer data, the log says so.
   *
   * @return whether there was something to do, and so there may be more
   */
  public boolean reckonOutdated(Schedules.Next times) throws SQLException {
    return outdated.reckon(connection, times);
  }

  private interface FeedWork {
    void run(FeedRows rows) throws SQLException;
  }

  private void inFeed(FeedWork work) throws SQLException {
    connection.inGate(
        sql -> {
          work.run(new FeedRows(sql));
          return null;
        });
  }

  /** Says that nothing follows at once: no transaction is left open by a look. */
  public void rest() throws SQLException {
    connection.rest();
  }

  /** Rests after a failure, and adds to it what fails then. */
  public void restAfter(Throwable failure) {
    try {
      rest();
    } catch (SQLException | RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Marks a running execution overdue: its handler was told to stop and still runs.
   *
   * @return false when somebody else has locked the row, so that it is to be tried again
   */
  public boolean flagOverdue(long id, int attempt, long nodeId) throws SQLException {
    return connection.transaction(
        sql -> {
          boolean free = !Locked.of(sql, List.of(id), false).running().isEmpty();
          if (free) {
            sql.update(FLAG_OVERDUE, id, attempt, nodeId);
          }
          return free;
        });
  }

  /**
   * Removes a batch of what is too old to keep, unless another node does or has just done so.
   *
   * @return whether there may be more of it for this node to remove
   */
  public boolean sweep(long nodeId) throws SQLException {
    return sweep.removeBatch(connection, nodeId);
  }

  @Override
  public void close() {
    connection.close();
  }
}
