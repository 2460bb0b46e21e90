package io.executions.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One engine transaction behind the gate. Entering changes the gate's row first of all, so engines
 * of all nodes take turns, also on Galera, where a row that is only locked guards nothing. Locks
 * are taken in this order: gate, execution rows by ascending id, totals.
 */
public final class Gate {
  /** Work within the transaction. */
  public interface Step {
    /** Does it. */
    void run() throws SQLException;
  }

  /** By its place in the line, whatever its status; and as in {@link ClaimStatements#LOCK}. */
  private static final String LOCK_PENDING =
      "SELECT type FROM execution WHERE id = ? AND COALESCE(line, 3) < 3 FOR UPDATE SKIP LOCKED";

  private static final String FAIL_PENDING =
      """
      UPDATE execution
         SET status = 'failed', line = NULL, node_id = NULL, finished_at = ?, error_message = ?
       WHERE id = ? AND COALESCE(line, 3) < 3
      """;

  /** For one statement; each has an orphan at least. */
  private static final int MOST_NODES = 1000;

  /** From the nodes to what they run; as a join, PostgreSQL would begin with all that runs. */
  static final String ORPHANED =
      """
      SELECT n.id FROM execution_node n
       WHERE n.state IN ('dead', 'stopped')
         AND (SELECT e.id FROM execution e WHERE e.node_id = n.id LIMIT 1) > 0
       ORDER BY n.id LIMIT ?
      """;

  /** All of them, of an index: no more can be than run in a cluster. */
  static final String ORPHANS = "SELECT id FROM execution WHERE node_id IN ({ids})";

  private final Sql sql;
  private final long now;
  private final int limit;
  private final boolean paused;
  private final Packet packet;

  private Gate(Sql sql, Packet packet, long now, int limit, boolean paused) {
    this.sql = sql;
    this.packet = packet;
    this.now = now;
    this.limit = limit;
    this.paused = paused;
  }

  /** Enters the gate, first of all, for work that needs nothing of it but its turn. */
  static void takeTurn(Sql sql) throws SQLException {
    sql.update("UPDATE execution_gate SET turn = turn + 1 WHERE id = 1");
  }

  /** For those who write nothing large. */
  static Gate enter(Sql sql) throws SQLException {
    return enter(sql, Packet.UNBOUNDED);
  }

  static Gate enter(Sql sql, Packet packet) throws SQLException {
    takeTurn(sql);
    return sql.first(
            "SELECT max_concurrent, paused, {now} FROM execution_gate WHERE id = 1",
            row -> new Gate(sql, packet, row.getLong(3), row.getInt(1), row.getBoolean(2)))
        .orElseThrow(() -> new SQLException("The row of execution_gate is missing"));
  }

  /** Returns how large a statement the database takes. */
  public Packet packet() {
    return packet;
  }

  /**
   * Does work of which nothing stays when it fails; what was done before it stays. After a failure
   * that ends the transaction all is gone, as ever.
   */
  public void apart(Step work) throws SQLException {
    Apart.run(sql, work);
  }

  /**
   * Returns how many executions may be claimed now without running over the limit; none while
   * paused.
   */
  public int room() throws SQLException {
    if (paused) {
      return 0;
    }
    long running = sql.number("SELECT COUNT(*) FROM execution WHERE node_id > 0");
    return (int) Math.max(0, limit - running);
  }

  /** Locks those of the running executions that nobody else has locked, by ascending id. */
  public List<RunningRow> lockRunning(Collection<Long> ids) throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    return sql.list(Sql.withIds(RunningRow.LOCK, ids), RunningRow::read, ids.toArray());
  }

  /** Returns those of the executions that still run on that node, whoever has locked them. */
  public Set<Long> stillRunning(Collection<Long> ids, long nodeId) throws SQLException {
    if (ids.isEmpty()) {
      return Set.of();
    }
    String statement =
        Sql.withIds(
            "SELECT id FROM execution WHERE node_id = %d AND id IN ({ids})".formatted(nodeId), ids);
    return new HashSet<>(sql.list(statement, row -> row.getLong(1), ids.toArray()));
  }

  /** Records how runs ended, each only if its attempt still holds, and counts the ended ones. */
  public void settle(List<Settlement> settlements) throws SQLException {
    new SettleStatements(sql, packet, now).write(settlements);
  }

  /**
   * Returns up to {@code most} due executions of these types, in the order of the line, for a node
   * to claim; none for a node that drains or is dead.
   */
  public List<Due> due(int most, Collection<String> types, long nodeId) throws SQLException {
    return most < 1 || types.isEmpty() || !mayClaim(nodeId)
        ? List.of()
        : new ClaimStatements(sql, now).due(most, types);
  }

  /** Claims for a node those of the executions that are still due, in the order given. */
  public List<ClaimedExecution> claim(List<Due> due, long nodeId, String node) throws SQLException {
    return due.isEmpty()
        ? List.of()
        : new ClaimStatements(sql, now).claim(due.stream().map(Due::id).toList(), nodeId, node);
  }

  /**
   * Lets an execution fail that stands in the line and whose row is damaged.
   *
   * @return false when it is not there any more, or somebody else has locked the row
   */
  public boolean fail(long id, String message) throws SQLException {
    Optional<String> type = sql.first(LOCK_PENDING, row -> row.getString(1), id);
    if (type.isEmpty()) {
      return false;
    }
    sql.update(FAIL_PENDING, now, message, id);
    new Totals(sql).addFailed(type.get());
    return true;
  }

  /** A node that froze on its way here may have been declared dead, or told to drain, meanwhile. */
  private boolean mayClaim(long nodeId) throws SQLException {
    return sql.first(
            "SELECT id FROM execution_node WHERE id = ? AND state = 'polling'", row -> true, nodeId)
        .isPresent();
  }

  /** Returns the waiting executions whose time has come, up to a bound. */
  public List<Long> ripe() throws SQLException {
    return new ClaimStatements(sql, now).ripe();
  }

  /**
   * Puts those of the waiting executions that nobody has locked into the line, and returns how
   * many.
   */
  public int promote(List<Long> ripe) throws SQLException {
    return ripe.isEmpty() ? 0 : new ClaimStatements(sql, now).promote(ripe);
  }

  /**
   * Declares a node dead if its beat has not moved since it was seen.
   *
   * @return whether it is dead now by this declaration
   */
  public boolean declareDead(long nodeId, long beat) throws SQLException {
    return sql.update(
            """
            UPDATE execution_node SET state = 'dead'
             WHERE id = ? AND beat = ? AND state IN ('polling', 'draining')
            """,
            nodeId,
            beat)
        == 1;
  }

  /** Returns the executions that are running for nodes that are gone, in no order. */
  public List<Long> orphans() throws SQLException {
    List<Long> nodes = sql.list(ORPHANED, row -> row.getLong(1), MOST_NODES);
    return nodes.isEmpty()
        ? List.of()
        : sql.list(Sql.withIds(ORPHANS, nodes), row -> row.getLong(1), nodes.toArray());
  }

  /**
   * Adds totals that transactions outside the gate have left behind, and returns whether there may
   * be more of them.
   */
  public boolean foldDeltas() throws SQLException {
    return new Totals(sql).fold();
  }
}
