package io.executions.store;

import io.executions.api.ExecutionStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is removed when it is too old, in small batches so that nobody waits for its locks. One node
 * at a time does so, for the others would only meet its locks; twice would be harmless.
 */
enum Sweep {
  /** Executions that ended longer ago than the retention says, with their attempts. */
  ENDED_EXECUTIONS {
    @Override
    boolean removeBatch(Sql sql) throws SQLException {
      Optional<Long> cutoff =
          sql.first(
              """
              SELECT {now} - retention_ms * 1000 FROM execution_gate
               WHERE id = 1 AND retention_ms IS NOT NULL
              """,
              row -> row.getLong(1));
      return cutoff.isPresent() && removeEndedBefore(cutoff.get(), sql);
    }
  },

  /** Idempotency keys of more than 24 hours. */
  IDEMPOTENCY_KEYS {
    @Override
    boolean removeBatch(Sql sql) throws SQLException {
      List<Object[]> old =
          sql.list(
              OLD_KEYS,
              row -> new Object[] {row.getString(1), row.getString(2)},
              sql.number("SELECT {now} - ?", DAY),
              BATCH);
      sql.batch("DELETE FROM execution_idempotency WHERE caller = ? AND request_key = ?", old);
      return old.size() == BATCH;
    }
  },

  /** Nodes that ended more than a day ago. */
  GONE_NODES {
    @Override
    boolean removeBatch(Sql sql) throws SQLException {
      List<Long> gone =
          sql.list(
              """
              SELECT n.id FROM execution_node n
               WHERE n.state IN ('dead', 'stopped') AND n.last_beat_at < {now} - ?
                 AND (SELECT e.id FROM execution e WHERE e.holder = n.id LIMIT 1) IS NULL
               ORDER BY n.id LIMIT ?
              """,
              row -> row.getLong(1),
              DAY,
              BATCH);
      if (!gone.isEmpty()) {
        sql.update(
            Sql.withIds("DELETE FROM execution_node_type WHERE node_id IN ({ids})", gone),
            gone.toArray());
        sql.update(
            Sql.withIds("DELETE FROM execution_node WHERE id IN ({ids})", gone), gone.toArray());
      }
      return gone.size() == BATCH;
    }
  };

  static final int BATCH = 500;

  /** Taken again with each batch; so long after the last one, another node may go on. */
  private static final long TURN = 60_000_000L;

  private static final String TAKE_TURN =
      """
      UPDATE execution_sweep SET node_id = ?, ends_at = {now} + ?
       WHERE id = 1 AND (ends_at <= {now} OR node_id = ?)
      """;

  private static final long DAY = 86_400_000_000L;

  /** Skips what is locked: a caller may keep a new key uncommitted for as long as it likes. */
  private static final String OLD_KEYS =
      """
      SELECT caller, request_key FROM execution_idempotency
       WHERE created_at < ? ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED
      """;

  /** Its end is looked at again: it may have been retried, and have ended anew, in between. */
  private static final String LOCK =
      """
      SELECT id, type, status FROM execution WHERE id IN ({ids}) AND finished_at < %d
       ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  private record Ended(long id, Kind kind) {}

  private record Kind(String type, ExecutionStatus status) {}

  /** Returns whether that node is the one to sweep now. */
  static boolean takeTurn(Sql sql, long nodeId) throws SQLException {
    return sql.update(TAKE_TURN, nodeId, TURN, nodeId) == 1;
  }

  /** Removes some and returns whether there may be more. */
  abstract boolean removeBatch(Sql sql) throws SQLException;

  private static boolean removeEndedBefore(long cutoff, Sql sql) throws SQLException {
    List<Long> oldest =
        sql.list(
            "SELECT id FROM execution WHERE finished_at < ? ORDER BY finished_at LIMIT ?",
            row -> row.getLong(1),
            cutoff,
            BATCH);
    if (oldest.isEmpty()) {
      return false;
    }
    List<Ended> locked =
        sql.list(
            Sql.withIds(LOCK.formatted(cutoff), oldest),
            row ->
                new Ended(
                    row.getLong(1),
                    new Kind(
                        row.getString(2),
                        ExecutionStatus.fromJsonName(row.getString(3)).orElseThrow())),
            oldest.toArray());
    remove(locked, sql);
    // A batch of which others hold every row is left to the next time, not looked for at once.
    return oldest.size() == BATCH && !locked.isEmpty();
  }

  private static void remove(List<Ended> locked, Sql sql) throws SQLException {
    if (locked.isEmpty()) {
      return;
    }
    Object[] ids = locked.stream().map(Ended::id).toArray();
    sql.update(
        Sql.withIds("DELETE FROM execution_attempt WHERE execution_id IN ({ids})", locked), ids);
    sql.update(Sql.withIds("DELETE FROM execution WHERE id IN ({ids})", locked), ids);
    Map<Kind, Long> removed =
        locked.stream()
            .map(Ended::kind)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    for (var kind : removed.entrySet()) {
      new Totals(sql).leaveDelta(kind.getKey().type(), kind.getKey().status(), -kind.getValue());
    }
  }
}
