package io.executions.store;

import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pending executions, as one transaction behind the gate finds them without locks: those that
 * are due, and those that may be promoted, since they have waited until their time. Only what is
 * promoted is locked.
 */
public final class PendingQuery {
  /**
   * One branch for each rank and type, where only the default queue is in use. Each is a walk along
   * the index that ends early and reads nothing else.
   */
  private static final String CANDIDATES_OF_TYPE =
      """
      (SELECT id, type, queue, input_bytes, holder, priority, run_at FROM execution {work}
        WHERE holder = ? AND type = ? AND queue = 'default'
        ORDER BY priority DESC, turn_key, run_at, id LIMIT ?)
      """;

  private static final String IN_ORDER =
      """
      %s ORDER BY holder, priority DESC, run_at, id LIMIT ?
      """;

  static final String PROMOTABLE =
      """
      SELECT id, due_at FROM execution
       WHERE due_at >= ? AND due_at <= ? AND (due_at > ? OR id > ?) ORDER BY due_at, id LIMIT ?
      """;

  /**
   * No index takes the condition that way. PostgreSQL would walk along all that is pending, where
   * its statistics are of a time at which nothing was due.
   */
  static final String STILL_DUE =
      """
      SELECT id, type, queue, input_bytes FROM execution
       WHERE id IN ({ids}) AND COALESCE(claim_rank, 2) < 2 ORDER BY id
      """;

  private static final String STILL_PROMOTABLE =
      """
      SELECT id FROM execution WHERE id IN ({ids}) AND COALESCE(due_at <= ?, FALSE) ORDER BY id
      """;

  /** As in {@link #STILL_DUE}. */
  static final String LOCK_PROMOTABLE =
      """
      SELECT id FROM execution
       WHERE id IN ({ids}) AND COALESCE(claim_rank, 0) = 2 ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  private final Sql sql;
  private final long now;
  private final QueueRooms rooms;

  /**
   * Makes one.
   *
   * @param now the database's time, in microseconds
   * @param rooms what queues leave room for; null where nothing may be claimed
   */
  PendingQuery(Sql sql, long now, QueueRooms rooms) {
    this.sql = sql;
    this.now = now;
    this.rooms = rooms;
  }

  /**
   * Returns up to {@code most} due executions of these types for which their queues have room, in
   * the order of claims; none where nothing may be claimed. As long as only the default queue is in
   * use, and leaves any room, nobody asks for others but from time to time.
   *
   * @param passedOver those that do not count: others stand behind them
   */
  public List<Due> due(int most, Collection<String> types, QueueTurns turns, Set<Long> passedOver)
      throws SQLException {
    return dueAndMore(most, most, types, turns, passedOver);
  }

  /**
   * Does the same, and returns more where that costs little.
   *
   * @param enough how many are asked for
   * @param most how many it may return
   */
  public List<Due> dueAndMore(
      int enough, int most, Collection<String> types, QueueTurns turns, Set<Long> passedOver)
      throws SQLException {
    if (most < 1 || types.isEmpty() || rooms == null) {
      return List.of();
    }
    if (rooms.areUnbounded() && !turns.several()) {
      List<Due> due = ofDefault(most, types, passedOver);
      if (!turns.isToAsk(due.isEmpty(), now)) {
        return due;
      }
      turns.saw(new Lines(sql).due(turns.lines()), now);
      if (!turns.several()) {
        return due;
      }
    } else if (!turns.known(now)) {
      turns.saw(new Lines(sql).due(turns.lines()), now);
    }
    return new DueByQueue(sql, rooms, turns, types, passedOver)
        .first(enough, most, turns.lines(types));
  }

  /** Returns the first ones of those for which their queues have room. */
  public List<Due> fitting(Collection<Due> due, int most) {
    if (rooms == null) {
      return List.of();
    }
    Map<String, Integer> taken = new HashMap<>();
    return due.stream()
        .filter(each -> taken.merge(each.queue(), 1, Integer::sum) <= rooms.left(each.queue()))
        .limit(most)
        .toList();
  }

  private List<Due> ofDefault(int most, Collection<String> types, Set<Long> passedOver)
      throws SQLException {
    int read = most + passedOver.size();
    List<Object> parameters = new ArrayList<>();
    for (ClaimRank rank : List.of(ClaimRank.RECOVERED, ClaimRank.DUE)) {
      for (String type : types) {
        Collections.addAll(parameters, rank.holder(), type, read);
      }
    }
    String branches =
        String.join("UNION ALL\n", Collections.nCopies(2 * types.size(), CANDIDATES_OF_TYPE));
    parameters.add(read);
    return sql.list(IN_ORDER.formatted(branches), PendingQuery::due, parameters.toArray()).stream()
        .filter(due -> !passedOver.contains(due.id()))
        .limit(most)
        .toList();
  }

  /** Returns those of the executions that are due, of whatever type. */
  public List<Due> stillDue(Collection<Long> ids) throws SQLException {
    return ids.isEmpty()
        ? List.of()
        : sql.list(Sql.withIds(STILL_DUE, ids), PendingQuery::due, ids.toArray());
  }

  /**
   * Returns the waiting executions whose time has come, by that time and id, up to {@link
   * Promotable#MOST}.
   *
   * @param after which of them came last the time before
   */
  public List<Promotable> promotable(Promotable after) throws SQLException {
    return sql.list(
        PROMOTABLE,
        row -> new Promotable(row.getLong("id"), row.getLong("due_at")),
        after.dueAt(),
        now,
        after.dueAt(),
        after.id(),
        Promotable.MOST);
  }

  /** Returns those of the executions that wait and whose time has come. */
  public List<Long> stillPromotable(Collection<Long> ids) throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Object> parameters = new ArrayList<>(ids);
    parameters.add(now);
    return sql.list(
        Sql.withIds(STILL_PROMOTABLE, ids), row -> row.getLong(1), parameters.toArray());
  }

  /**
   * Makes those of the waiting executions due that nobody has locked, and returns how many. Locks
   * by id only: with ORDER BY and LIMIT, H2 would lock all that match.
   */
  public int promote(List<Long> promotable) throws SQLException {
    if (promotable.isEmpty()) {
      return 0;
    }
    List<Long> locked =
        sql.list(
            Sql.withIds(LOCK_PROMOTABLE, promotable), row -> row.getLong(1), promotable.toArray());
    if (!locked.isEmpty()) {
      sql.update(
          Sql.withIds("UPDATE execution SET claim_rank = 1 WHERE id IN ({ids})", locked),
          locked.toArray());
    }
    return locked.size();
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        row.getLong("id"),
        row.getString("type"),
        row.getString("queue"),
        row.getLong("input_bytes"));
  }
}
