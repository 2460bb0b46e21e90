package io.executions.store;

import io.executions.database.Replay;
import io.executions.database.ReservedConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bulks that a node works on. A node owns a bulk as it owns a run: by its id, as long as it
 * lives. A fence that grows with each owner keeps a node that was declared dead from writing. Not
 * thread-safe.
 */
public final class BulkStore implements AutoCloseable {
  private static final int MOST = 100;

  /** Those of nobody, of nodes that are gone, and its own. */
  private static final String MINE =
      """
      SELECT b.id, b.fence, COALESCE(b.node_id, 0) FROM execution_bulk b
       WHERE b.state = 'running'
         AND NOT EXISTS (SELECT 1 FROM execution_node n
                          WHERE n.id = b.node_id AND n.id <> ? AND n.state IN ('polling', 'draining'))
       ORDER BY b.created_at, b.id LIMIT ?
      """;

  private static final String TAKE =
      """
      UPDATE execution_bulk SET node_id = ?, fence = fence + 1
       WHERE id = ? AND fence = ? AND state = 'running'
      """;

  /** Locked before the executions: who takes it over waits for a transaction that is on its way. */
  private static final String LOCK =
      """
      SELECT %s FROM execution_bulk WHERE id = ? AND fence = ? AND state = 'running' FOR UPDATE
      """
          .formatted(BulkRow.COLUMNS);

  private static final String FAIL =
      """
      UPDATE execution_bulk SET state = 'failed', finished_at = {now}, error_message = ?
       WHERE id = ? AND fence = ? AND state = 'running'
      """;

  private static final String GIVE_BACK =
      "UPDATE execution_bulk SET node_id = NULL WHERE node_id = ? AND state = 'running'";

  /**
   * A bulk that a node owns.
   *
   * @param fence proves that the node still owns it
   */
  public record Owned(long id, long fence) {}

  private record Seen(long id, long fence, long nodeId) {}

  private final ReservedConnection connection;

  /** Makes one on that connection, which it closes. */
  public BulkStore(ReservedConnection connection) {
    this.connection = connection;
  }

  /** Takes over the bulks that no living node has, and returns all of that node, oldest first. */
  public List<Owned> owned(long nodeId) throws SQLException {
    List<Seen> seen =
        connection.autoCommit(
            sql ->
                sql.list(
                    MINE,
                    row -> new Seen(row.getLong(1), row.getLong(2), row.getLong(3)),
                    nodeId,
                    MOST));
    List<Owned> owned = new ArrayList<>();
    for (Seen one : seen) {
      if (one.nodeId() == nodeId) {
        owned.add(new Owned(one.id(), one.fence()));
      } else if (take(nodeId, one)) {
        owned.add(new Owned(one.id(), one.fence() + 1));
      }
    }
    return owned;
  }

  /**
   * A bulk that somebody else has locked is left for the next time, so that it holds up no other.
   */
  private boolean take(long nodeId, Seen one) throws SQLException {
    try {
      return connection.transaction(sql -> sql.update(TAKE, nodeId, one.id(), one.fence()) == 1);
    } catch (SQLException e) {
      if (Replay.isLockTimeout(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Takes a bulk again that this node owns: a write that touches no execution. */
  public Owned renew(Owned bulk, long nodeId) throws SQLException {
    return connection.transaction(
        sql ->
            sql.update(TAKE, nodeId, bulk.id(), bulk.fence()) == 1
                ? new Owned(bulk.id(), bulk.fence() + 1)
                : bulk);
  }

  /**
   * Goes on with a bulk, in one transaction.
   *
   * @param most with so many executions at most
   * @param passBy why these are not even tried, but counted as failed; empty where they are
   * @return what it came to; empty if the bulk was stopped, or is another node's by now
   */
  public Optional<BulkStep> step(Owned bulk, int most, Optional<String> passBy)
      throws SQLException {
    return connection.transaction(
        sql -> {
          Optional<BulkRow> row = sql.first(LOCK, BulkRow::read, bulk.id(), bulk.fence());
          return row.isEmpty()
              ? Optional.empty()
              : Optional.of(new BulkBatch(sql, row.get(), most, passBy).run());
        });
  }

  /** Ends a bulk that cannot be done. */
  public void fail(Owned bulk, String why) throws SQLException {
    connection.transaction(
        sql -> sql.update(FAIL, BulkCounts.shortened(why), bulk.id(), bulk.fence()));
  }

  /** Leaves the bulks of a node that is about to leave to the others. */
  public void giveBack(long nodeId) throws SQLException {
    connection.transaction(sql -> sql.update(GIVE_BACK, nodeId));
  }

  @Override
  public void close() {
    connection.close();
  }
}
