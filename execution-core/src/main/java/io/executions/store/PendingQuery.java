package io.executions.store;

import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The pending executions, as one transaction behind the gate finds them without locks: those that
 * are due, and those that may be promoted, since they have waited until their time. Only what is
 * promoted is locked.
 */
public final class PendingQuery {
  /**
   * One branch for each rank and type. Each is a walk along the index that ends early and reads
   * nothing else.
   */
  private static final String CANDIDATES_OF_TYPE =
      """
      (SELECT id, type, input_bytes, holder, priority, run_at FROM execution {work}
        WHERE holder = ? AND type = ? ORDER BY priority DESC, run_at, id LIMIT ?)
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
      SELECT id, type, input_bytes FROM execution
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
  private final boolean claimable;

  /**
   * Makes one.
   *
   * @param now the database's time, in microseconds
   * @param claimable whether anything may be claimed
   */
  PendingQuery(Sql sql, long now, boolean claimable) {
    this.sql = sql;
    this.now = now;
    this.claimable = claimable;
  }

  /**
   * Returns up to {@code most} due executions of these types, in the order of claims; none where
   * nothing may be claimed.
   */
  public List<Due> due(int most, Collection<String> types) throws SQLException {
    if (most < 1 || types.isEmpty() || !claimable) {
      return List.of();
    }
    List<Object> parameters = new ArrayList<>();
    for (ClaimRank rank : List.of(ClaimRank.RECOVERED, ClaimRank.DUE)) {
      for (String type : types) {
        Collections.addAll(parameters, rank.holder(), type, most);
      }
    }
    String branches =
        String.join("UNION ALL\n", Collections.nCopies(2 * types.size(), CANDIDATES_OF_TYPE));
    parameters.add(most);
    return sql.list(IN_ORDER.formatted(branches), PendingQuery::due, parameters.toArray());
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
    return new Due(row.getLong("id"), row.getString("type"), row.getLong("input_bytes"));
  }
}
