package io.executions.store;

import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows that the engine has locked by one statement, each by ascending id.
 *
 * @param running those that run
 * @param due those that are due, as they are to be run once they are marked
 */
public record Locked(List<RunningRow> running, List<ClaimedExecution> due) {
  /** By id alone, so that the database takes no other way to them. */
  static final String LOCK =
      """
      SELECT id, status, claim_rank, attempt, revision, type, node_id, node, started_at, {dueSince} AS due_since, failures, interruptions, rollbacks,
             max_attempts, cancel_requested, backoff, input_bytes, timeout_ms,
             schedule, scheduled_for, queue, concurrency_key, priority, turn_key, {input} AS input,
             CASE WHEN attempt = 0 AND expires_at <= {now} THEN 1 ELSE 0 END AS expired
        FROM execution WHERE id IN ({ids}) ORDER BY id FOR UPDATE SKIP LOCKED
      """
          .replace("{dueSince}", RunningRow.DUE_SINCE);

  /**
   * Locks those that nobody else has locked.
   *
   * @param withInputs whether inputs are read as well; an input that cannot be read fails all
   */
  static Locked of(Sql sql, Collection<Long> ids, boolean withInputs) throws SQLException {
    Locked locked = new Locked(new ArrayList<>(), new ArrayList<>());
    if (!ids.isEmpty()) {
      List<Long> some = Sql.padded(ids);
      String input = withInputs ? "CASE WHEN claim_rank < 2 THEN input END" : "NULL";
      String lock = Sql.withIds(LOCK, some).replace("{input}", input);
      sql.list(lock, locked::add, some.toArray());
    }
    return locked;
  }

  /** Returns those of the due ones, in that order. */
  public List<ClaimedExecution> due(Collection<Due> order) {
    Map<Long, ClaimedExecution> byId =
        due.stream().collect(Collectors.toMap(ClaimedExecution::id, each -> each));
    return order.stream().map(each -> byId.get(each.id())).filter(Objects::nonNull).toList();
  }

  /** By its rank, whatever its status; what has neither rank nor run is left. */
  private boolean add(ResultSet row) throws SQLException {
    int rank = row.getInt("claim_rank");
    if (!row.wasNull() && rank < ClaimRank.WAITING.code()) {
      return row.getInt("expired") == 0 && due.add(due(row));
    }
    return "running".equals(row.getString("status")) && running.add(RunningRow.read(row));
  }

  private static ClaimedExecution due(ResultSet row) throws SQLException {
    long timeout = row.getLong("timeout_ms");
    return new ClaimedExecution(
        row.getLong("id"),
        row.getInt("attempt") + 1,
        row.getInt("revision") + 1,
        row.getString("type"),
        row.getString("input"),
        row.getLong("input_bytes"),
        timeout == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(timeout)),
        ExecutionRow.scheduled(row),
        Lane.read(row),
        Turn.read(row));
  }
}
