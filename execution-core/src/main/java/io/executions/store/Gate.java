package io.executions.store;

import java.sql.SQLException;
import java.time.Instant;
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

  /** For one statement; each has an orphan at least. */
  private static final int MOST_NODES = 1000;

  /** From the nodes to what they run; as a join, PostgreSQL would begin with all that runs. */
  static final String ORPHANED =
      """
      SELECT n.id FROM execution_node n
       WHERE n.state IN ('dead', 'stopped')
         AND (SELECT e.id FROM execution e {work} WHERE e.holder = n.id LIMIT 1) > 0
       ORDER BY n.id LIMIT ?
      """;

  /** All of them, of an index: no more can be than run in a cluster. */
  static final String ORPHANS = "SELECT id FROM execution {work} WHERE holder IN ({ids})";

  /**
   * A node that froze on its way here may have been declared dead, or told to drain, meanwhile:
   * then there is no room for it.
   */
  static final String ENTERED =
      """
      SELECT {now},
             CASE WHEN NOT paused
                   AND EXISTS (SELECT 1 FROM execution_node WHERE id = ? AND state = 'polling')
                  THEN max_concurrent - (SELECT COUNT(*) FROM execution {work} WHERE holder > 0)
                  END,
             CASE WHEN EXISTS (SELECT 1 FROM execution_want WHERE lapses_at > {now} AND node_id <> ?)
                  THEN 1 ELSE 0 END
        FROM execution_gate WHERE id = 1
      """;

  private final Sql sql;
  private final Packet packet;
  private final long nodeId;
  private final String node;
  private final Moves moves;
  private final long now;

  /** What the limit left when this entered; null where nothing may be claimed. */
  private final Long roomBefore;

  private final boolean wanted;
  private int settled;

  private Gate(
      Sql sql, Packet packet, long nodeId, String node, long now, Long roomBefore, boolean wanted) {
    this.sql = sql;
    this.packet = packet;
    this.nodeId = nodeId;
    this.node = node;
    this.moves = Moves.behindGate(sql);
    this.now = now;
    this.roomBefore = roomBefore;
    this.wanted = wanted;
  }

  /** Enters the gate, first of all, for work that needs nothing of it but its turn. */
  static void takeTurn(Sql sql) throws SQLException {
    sql.update("UPDATE execution_gate SET turn = turn + 1 WHERE id = 1");
  }

  /**
   * Enters the gate.
   *
   * @param nodeId the node that may claim here
   * @param node its name
   */
  static Gate enter(Sql sql, Packet packet, long nodeId, String node) throws SQLException {
    takeTurn(sql);
    return sql.first(
            ENTERED,
            row -> {
              long room = row.getLong(2);
              Long roomBefore = row.wasNull() ? null : room;
              boolean wanted = row.getInt(3) == 1;
              return new Gate(sql, packet, nodeId, node, row.getLong(1), roomBefore, wanted);
            },
            nodeId,
            nodeId)
        .orElseThrow(() -> new SQLException("The row of execution_gate is missing"));
  }

  /** Returns what was moved here so far; what is rolled back never was. */
  public List<Move> moves() {
    return moves.made();
  }

  /** Returns how large a statement the database takes. */
  public Packet packet() {
    return packet;
  }

  /**
   * Does work of which nothing stays when it fails; what was done before it stays. After a failure
   * that ends the transaction all is gone, as ever.
   */
  public void atSavepoint(Step work) throws SQLException {
    int settledBefore = settled;
    int movesBefore = moves.count();
    try {
      Savepoints.run(sql, work);
    } catch (SQLException | RuntimeException e) {
      settled = settledBefore;
      moves.takeBackTo(movesBefore);
      throw e;
    }
  }

  /**
   * Returns how many executions the node may claim now without running over the limit: what was
   * free when it entered, and what has been settled since. None while paused, and none for a node
   * that drains or is dead.
   */
  public int room() {
    return roomAfter(0);
  }

  /** Returns how many it could claim if so many more were settled. */
  public int roomAfter(int more) {
    return roomBefore == null ? 0 : (int) Math.max(0, roomBefore + settled + more);
  }

  /** Returns the database's time at which this entered, in microseconds. */
  public long now() {
    return now;
  }

  /** Returns whether another node wanted slots when this entered. */
  public boolean wanted() {
    return wanted;
  }

  /** Returns what nodes want, and how many each runs: where slots are scarce. */
  public Wants wants() {
    return new Wants(sql, now);
  }

  /** Locks those of the executions that nobody else has locked, and reads no inputs. */
  public Locked lock(Collection<Long> ids) throws SQLException {
    return Locked.of(sql, ids, false);
  }

  /** Does the same, and reads the inputs of those in the line. */
  public Locked lockWithInputs(Collection<Long> ids) throws SQLException {
    return Locked.of(sql, ids, true);
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
    List<Settlement> held = new SettleStatements(sql, packet, now).write(settlements);
    settled += held.size();
    moves.add(held.stream().map(settlement -> settlement.by(node, at())).toList());
  }

  /**
   * Returns up to {@code most} due executions of these types, in the order of the line; none where
   * nothing may be claimed.
   */
  public List<Due> due(int most, Collection<String> types) throws SQLException {
    return most < 1 || types.isEmpty() || roomBefore == null
        ? List.of()
        : new ClaimStatements(sql, now).due(most, types);
  }

  /**
   * Claims for the node executions that stand in the line and that this has locked.
   *
   * @return the same, with inputs where they had none
   */
  public List<ClaimedExecution> claim(List<ClaimedExecution> due) throws SQLException {
    ClaimStatements statements = new ClaimStatements(sql, now);
    List<ClaimedExecution> claimed = statements.withInputs(due);
    statements.claim(claimed, nodeId, node);
    moves.add(claimed.stream().map(each -> each.by(node, at())).toList());
    return claimed;
  }

  /**
   * Lets an execution fail that stands in the line and whose row is damaged.
   *
   * @return false when it is not there any more, or somebody else has locked the row
   */
  public boolean fail(long id, String message) throws SQLException {
    Optional<Move> failure = new PendingFailure(sql, now, node).of(id, message);
    if (failure.isEmpty()) {
      return false;
    }
    moves.add(List.of(failure.get()));
    return true;
  }

  /** Returns those of the executions that stand in the line, of whatever type. */
  public List<Due> stillDue(Collection<Long> ids) throws SQLException {
    return ids.isEmpty() ? List.of() : new ClaimStatements(sql, now).stillDue(ids);
  }

  private Instant at() {
    return Micros.toInstant(now);
  }

  /**
   * Returns the waiting executions whose time has come, by that time and id, up to {@link
   * Promotable#MOST}.
   *
   * @param after which of them came last the time before
   */
  public List<Promotable> promotable(Promotable after) throws SQLException {
    return new ClaimStatements(sql, now).promotable(after);
  }

  /** Returns those of the executions that wait and whose time has come. */
  public List<Long> stillPromotable(Collection<Long> ids) throws SQLException {
    return ids.isEmpty() ? List.of() : new ClaimStatements(sql, now).stillPromotable(ids);
  }

  /**
   * Puts those of the waiting executions that nobody has locked into the line, and returns how
   * many.
   */
  public int promote(List<Long> promotable) throws SQLException {
    return promotable.isEmpty() ? 0 : new ClaimStatements(sql, now).promote(promotable);
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
}
