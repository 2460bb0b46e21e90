package io.executions.store;

import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import java.sql.ResultSet;
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
  /**
   * A node that froze on its way here may have been declared dead, or told to drain, meanwhile:
   * then there is no room for it. The node is joined, since MariaDB takes twice as long for two
   * conditions with EXISTS.
   */
  static final String ENTERED =
      """
      SELECT {now}, g.turn, g.feed_since IS NOT NULL, g.feed_until < {now},
             CASE WHEN NOT g.paused AND n.id IS NOT NULL
                  THEN g.max_concurrent - (SELECT COUNT(*) FROM execution {work} WHERE holder > 0)
                  END,
             EXISTS (SELECT 1 FROM execution_want WHERE lapses_at > {now} AND node_id <> ?)
        FROM execution_gate g LEFT JOIN execution_node n ON n.id = ? AND n.state = 'polling'
       WHERE g.id = 1
      """;

  /**
   * What it found when it entered.
   *
   * @param now the database's time, in microseconds
   * @param turn the turn of the gate
   * @param listened whether moves are to be written down
   * @param deserted whether nobody has listened for long, although they are
   * @param room what the limit left; null where nothing may be claimed
   * @param wanted whether another node wanted slots
   */
  private record Entry(
      long now, long turn, boolean listened, boolean deserted, Long room, boolean wanted) {
    static Entry read(ResultSet row) throws SQLException {
      long free = row.getLong(5);
      Long room = row.wasNull() ? null : free;
      return new Entry(
          row.getLong(1),
          row.getLong(2),
          row.getBoolean(3),
          row.getBoolean(4),
          room,
          row.getBoolean(6));
    }
  }

  private final Sql sql;
  private final Packet packet;
  private final long nodeId;
  private final String node;
  private final RecordedMoves moves;
  private final Entry entry;
  private int settled;

  private Gate(Sql sql, Packet packet, long nodeId, String node, Entry entry) {
    this.sql = sql;
    this.packet = packet;
    this.nodeId = nodeId;
    this.node = node;
    this.moves = new RecordedMoves(sql, packet);
    this.entry = entry;
  }

  /**
   * Returns the gate of a transaction that has just entered it.
   *
   * @param nodeId the node that may claim here
   * @param node its name
   */
  static Gate entered(Sql sql, Packet packet, long nodeId, String node) throws SQLException {
    Entry entry =
        sql.first(ENTERED, Entry::read, nodeId, nodeId)
            .orElseThrow(() -> new SQLException("The row of execution_gate is missing"));
    return new Gate(sql, packet, nodeId, node, entry);
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
   * Does work that leaves nothing behind when it fails. What was done before it stays, unless the
   * failure ends the whole transaction.
   */
  public void atSavepoint(Savepoints.Work work) throws SQLException {
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

  /** Returns how many it could claim once so many more runs are settled. */
  public int roomAfter(int more) {
    return entry.room() == null ? 0 : (int) Math.max(0, entry.room() + settled + more);
  }

  /** Returns the database's time at which this entered, in microseconds. */
  public long now() {
    return entry.now();
  }

  /** Returns whether another node wanted slots when this entered. */
  public boolean wanted() {
    return entry.wanted();
  }

  /** Returns what nodes want, and how many each runs: where slots are scarce. */
  public Wants wants() {
    return new Wants(sql, entry.now());
  }

  /** Locks those of the executions that nobody else has locked, and reads no inputs. */
  public Locked lock(Collection<Long> ids) throws SQLException {
    return Locked.of(sql, ids, false);
  }

  /** Does the same, and reads the inputs of those that are due. */
  public Locked lockWithInputs(Collection<Long> ids) throws SQLException {
    return Locked.of(sql, ids, true);
  }

  /** Returns those of the executions that still run on that node, locked by others or not. */
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
    List<Settlement> held = new SettleStatements(sql, packet, entry.now()).write(settlements);
    settled += held.size();
    moves.add(held.stream().map(settlement -> settlement.by(node, at())).toList());
  }

  /** Returns the pending executions, as they are seen from here. */
  public PendingQuery pending() {
    return new PendingQuery(sql, entry.now(), entry.room() != null);
  }

  /** Returns the schedules, as they are seen from here. */
  public DueSchedules schedules() {
    return new DueSchedules(sql, packet, entry.now());
  }

  /** Returns the nodes that are gone, as they are seen from here. */
  public DeadNodes deadNodes() {
    return new DeadNodes(sql);
  }

  /**
   * Claims for the node executions that are due and that this has locked.
   *
   * @return the same, with inputs where they had none
   */
  public List<ClaimedExecution> claim(List<ClaimedExecution> due) throws SQLException {
    ClaimStatements statements = new ClaimStatements(sql, entry.now());
    List<ClaimedExecution> claimed = statements.withInputs(due);
    statements.claim(claimed, nodeId, node);
    moves.add(claimed.stream().map(each -> each.by(node, at())).toList());
    return claimed;
  }

  /**
   * Lets an execution fail that is pending and whose row is damaged.
   *
   * @return false when it is not there any more, or somebody else has locked the row
   */
  public boolean fail(long id, String message) throws SQLException {
    Optional<Move> failure = new PendingFailure(sql, entry.now(), node).of(id, message);
    if (failure.isEmpty()) {
      return false;
    }
    moves.add(List.of(failure.get()));
    return true;
  }

  /**
   * Writes down what was moved here, and outside the gate before, if somebody listens. It is to be
   * the last that is done here.
   *
   * @param created what was created on this node, to be told as well
   */
  public void tell(List<Created> created) throws SQLException {
    if (!entry.listened()) {
      return;
    }
    if (entry.deserted()) {
      tellNothing();
      return;
    }
    List<String> texts = MoveText.of(created, entry.now(), moves.made());
    if (!texts.isEmpty()) {
      new FeedRows(sql).write(entry.turn(), entry.now(), texts, packet);
    }
  }

  /** Writes down nothing any more, until somebody listens anew; who listened is told that. */
  public void tellNothing() throws SQLException {
    new FeedRows(sql).end();
  }

  private Instant at() {
    return Micros.toInstant(entry.now());
  }
}
