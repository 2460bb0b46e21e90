package io.executions.store;

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
    return connection.inGate(sql -> work.run(Gate.entered(sql, connection.packet(), nodeId, node)));
  }

  /**
   * Adds what transactions have left behind to the totals and the series.
   *
   * @return whether there may be more of them
   */
  public boolean foldDeltas() throws SQLException {
    return folds.fold(connection);
  }

  /**
   * Tells those who listen what was moved outside the gate.
   *
   * @return false: nothing is left
   */
  public boolean tellOutside() throws SQLException {
    connection.inGate(
        sql -> {
          new FeedRows(sql).copyOutside();
          return null;
        });
    return false;
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
