package io.executions.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One engine transaction behind the gate. Entering changes the gate's row first of all, so engines
 * of all nodes take turns, also on Galera, where a row that is only locked guards nothing. Locks
 * are taken in this order: gate, execution rows by ascending id, totals.
 */
public final class Gate {
  /** From the nodes to what they run; as a join, PostgreSQL would begin with all that runs. */
  static final String ORPHANED =
      """
      SELECT n.id FROM execution_node n
       WHERE n.state IN ('dead', 'stopped')
         AND (SELECT e.id FROM execution e WHERE e.node_id = n.id LIMIT 1) > 0
       LIMIT ?
      """;

  static final String ORPHANS = "SELECT id FROM execution WHERE node_id IN ({ids}) LIMIT ?";

  private final Sql sql;
  private final long now;
  private final int limit;
  private final boolean paused;

  private Gate(Sql sql, long now, int limit, boolean paused) {
    this.sql = sql;
    this.now = now;
    this.limit = limit;
    this.paused = paused;
  }

  /** Enters the gate, first of all, for work that needs nothing of it but its turn. */
  static void takeTurn(Sql sql) throws SQLException {
    sql.update("UPDATE execution_gate SET turn = turn + 1 WHERE id = 1");
  }

  static Gate enter(Sql sql) throws SQLException {
    takeTurn(sql);
    return sql.first(
            "SELECT max_concurrent, paused, {now} FROM execution_gate WHERE id = 1",
            row -> new Gate(sql, row.getLong(3), row.getInt(1), row.getBoolean(2)))
        .orElseThrow(() -> new SQLException("The row of execution_gate is missing"));
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
    new SettleStatements(sql, now).write(settlements);
  }

  /**
   * Claims up to {@code most} due executions of these types for a node, in the order of the line;
   * none for a node that drains or is dead.
   */
  public List<ClaimedExecution> claim(int most, Collection<String> types, long nodeId, String node)
      throws SQLException {
    return most < 1 || types.isEmpty() || !mayClaim(nodeId)
        ? List.of()
        : new ClaimStatements(sql, now).claim(most, types, nodeId, node);
  }

  /** A node that froze on its way here may have been declared dead, or told to drain, meanwhile. */
  private boolean mayClaim(long nodeId) throws SQLException {
    return sql.first(
            "SELECT id FROM execution_node WHERE id = ? AND state = 'polling'", row -> true, nodeId)
        .isPresent();
  }

  /** Puts waiting executions whose time has come into the line, up to a bound. */
  public void promoteRipe() throws SQLException {
    new ClaimStatements(sql, now).promoteRipe();
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

  /** Returns some of the executions that are running for nodes that are gone, in no order. */
  public List<Long> orphans(int most) throws SQLException {
    List<Object> parameters = new ArrayList<>(sql.list(ORPHANED, row -> row.getLong(1), most));
    if (parameters.isEmpty()) {
      return List.of();
    }
    String orphans = Sql.withIds(ORPHANS, parameters);
    parameters.add(most);
    return sql.list(orphans, row -> row.getLong(1), parameters.toArray());
  }

  /** Adds the totals that transactions outside the gate have left behind. */
  public void foldDeltas() throws SQLException {
    new Totals(sql).fold();
  }
}
