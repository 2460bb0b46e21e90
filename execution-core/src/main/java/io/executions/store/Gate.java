package io.executions.store;

import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One engine transaction behind the gate. Entering changes the gate's row first of all, so engines
 * of all nodes take turns, also on Galera, where a row that is only locked guards nothing. Locks
 * are taken in this order: gate, execution rows by ascending id, totals.
 */
public final class Gate {
  private final Sql sql;
  private final Packet packet;
  private final long nodeId;
  private final String node;
  private final RecordedMoves moves;
  private final GateEntry entry;
  private final GateQueues queues;
  private int settled;

  /** What waits to be recorded together with the next claim. */
  private List<Settlement> withClaim = List.of();

  private Gate(Sql sql, Packet packet, long nodeId, String node, GateEntry entry) {
    this.sql = sql;
    this.packet = packet;
    this.nodeId = nodeId;
    this.node = node;
    this.moves = new RecordedMoves(sql, packet);
    this.entry = entry;
    this.queues = new GateQueues(sql, entry);
  }

  /**
   * Returns the gate of a transaction that has just entered it.
   *
   * @param nodeId the node that may claim here
   * @param node its name
   */
  static Gate entered(Sql sql, Packet packet, long nodeId, String node) throws SQLException {
    return new Gate(sql, packet, nodeId, node, GateEntry.of(sql, nodeId));
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
    settleWhatWaits();
    int settledBefore = settled;
    int movesBefore = moves.count();
    try {
      Savepoints.run(sql, work);
    } catch (SQLException | RuntimeException e) {
      settled = settledBefore;
      queues.forgetRooms();
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

  /** Returns whether the time of some schedule waited for an execution when this entered. */
  public boolean schedulesWait() {
    return entry.schedulesWait();
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
    queues.ended(queuesOf(held));
    moves.add(movesOf(held));
  }

  /**
   * Records the same by the statement of the next claim, where one statement can do both and
   * nothing else is to be done between them, such as to free keys. They count as settled at once.
   * Where no claim follows, {@link #settleWhatWaits} must.
   *
   * @param claims how many are likely to be claimed
   * @return whether that will be done
   */
  public boolean settleWithClaim(List<Settlement> settlements, int claims) {
    boolean alone = withClaim.isEmpty() && !entry.wanted() && !entry.schedulesWait();
    if (!alone
        || entry.queued() && settlements.stream().anyMatch(each -> each.row().lane().hasKey())
        || !SettleAndClaim.takes(settlements, claims, nodeId, packet)) {
      return false;
    }
    withClaim = List.copyOf(settlements);
    settled += withClaim.size();
    queues.leaving(queuesOf(withClaim));
    return true;
  }

  /** Records what was to be recorded with a claim, if none has followed. */
  public void settleWhatWaits() throws SQLException {
    List<Settlement> waiting = withClaim;
    withClaim = List.of();
    if (!waiting.isEmpty()) {
      settled -= waiting.size();
      queues.stay();
      settle(waiting);
    }
  }

  /** Returns the executions of which the next claim records the end. */
  public List<Long> settledWithClaim() {
    return withClaim.stream().map(settlement -> settlement.row().id()).toList();
  }

  private static List<String> queuesOf(List<Settlement> settlements) {
    return settlements.stream().map(settlement -> settlement.row().lane().queue()).toList();
  }

  private List<Move> movesOf(List<Settlement> settlements) {
    return settlements.stream().map(settlement -> settlement.by(node, at())).toList();
  }

  /** Returns the pending executions, as they are seen from here. */
  public PendingQuery pending() throws SQLException {
    return pendingAfter(List.of());
  }

  /** Returns them as they will be when runs of these queues have ended. */
  public PendingQuery pendingAfter(Collection<String> queues) throws SQLException {
    boolean closed = entry.room() == null;
    return new PendingQuery(sql, entry.now(), closed ? null : this.queues.rooms().after(queues));
  }

  /** Returns the queues, as they are seen from here. */
  public GateQueues queues() {
    return queues;
  }

  /** Returns what is to be cancelled unless it has started, as it is seen from here. */
  public Expiry expiry() {
    return new Expiry(sql, entry.now());
  }

  /** Cancels those of the executions that nobody else has locked and that have not started. */
  public Set<Long> expire(List<Long> ids) throws SQLException {
    List<Move> expired = expiry().cancel(ids, node);
    moves.add(expired);
    return expired.stream().map(Move::id).collect(Collectors.toSet());
  }

  /** Returns the schedules, as they are seen from here. */
  public DueSchedules schedules() {
    return new DueSchedules(sql, packet, entry.now());
  }

  /** Returns the nodes that are gone, as they are seen from here. */
  public DeathStatements deadNodes() {
    return new DeathStatements(sql);
  }

  /**
   * Claims for the node executions that are due and that this has locked.
   *
   * @param types those of which it could have claimed
   * @return the same, with inputs where they had none
   */
  public List<ClaimedExecution> claim(List<ClaimedExecution> due, Collection<String> types)
      throws SQLException {
    ClaimStatements statements = new ClaimStatements(sql, entry.now());
    List<ClaimedExecution> claimed = statements.withInputs(due);
    List<Move> made = new ArrayList<>();
    if (withClaim.isEmpty()) {
      statements.claim(claimed, nodeId, node);
    } else if (!claimed.isEmpty()) {
      new SettleAndClaim(sql, entry.now(), nodeId, node).run(withClaim, claimed);
      made.addAll(movesOf(withClaim));
      withClaim = List.of();
      queues.haveLeft();
    }
    queues.rooms().started(sql, claimed, types);
    claimed.forEach(each -> made.add(each.by(node, at())));
    moves.add(made);
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
    settleWhatWaits();
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
