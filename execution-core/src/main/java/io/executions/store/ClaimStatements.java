package io.executions.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds due executions and marks them as running. Candidates are found without locks; once {@link
 * Locked} by primary key, and checked again, they are marked.
 */
record ClaimStatements(Sql sql, long now) {
  /**
   * One branch for each place and type, so that each is a walk along the index that ends early, and
   * reads nothing else.
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

  private static final String INPUTS = "SELECT id, input FROM execution WHERE id IN ({ids})";

  private static final String MARK =
      """
      UPDATE execution
         SET status = 'running', revision = revision + 1, line = NULL, attempt = attempt + 1, node_id = ?, node = ?,
             started_at = GREATEST(?, created_at), cancel_requested = FALSE, overdue = FALSE, error_message = NULL
       WHERE id IN ({ids})
      """;

  static final String PROMOTABLE =
      """
      SELECT id, due_at FROM execution
       WHERE due_at >= ? AND due_at <= ? AND (due_at > ? OR id > ?) ORDER BY due_at, id LIMIT ?
      """;

  /**
   * No index takes the condition that way. PostgreSQL would walk along the whole line for it, where
   * its statistics are of a time at which nothing was due.
   */
  private static final String STILL_DUE =
      """
      SELECT id, type, input_bytes FROM execution
       WHERE id IN ({ids}) AND COALESCE(line, 2) < 2 ORDER BY id
      """;

  private static final String STILL_PROMOTABLE =
      """
      SELECT id FROM execution WHERE id IN ({ids}) AND COALESCE(due_at <= ?, FALSE) ORDER BY id
      """;

  /** As in {@link #STILL_DUE}. */
  static final String LOCK_PROMOTABLE =
      """
      SELECT id FROM execution
       WHERE id IN ({ids}) AND COALESCE(line, 0) = 2 ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  List<Due> due(int most, Collection<String> types) throws SQLException {
    List<Object> parameters = new ArrayList<>();
    for (ClaimRank line : List.of(ClaimRank.RECOVERED, ClaimRank.DUE)) {
      for (String type : types) {
        Collections.addAll(parameters, line.holder(), type, most);
      }
    }
    String branches =
        String.join("UNION ALL\n", Collections.nCopies(2 * types.size(), CANDIDATES_OF_TYPE));
    parameters.add(most);
    return sql.list(IN_ORDER.formatted(branches), ClaimStatements::due, parameters.toArray());
  }

  List<Due> stillDue(Collection<Long> ids) throws SQLException {
    return sql.list(Sql.withIds(STILL_DUE, ids), ClaimStatements::due, ids.toArray());
  }

  List<Promotable> promotable(Promotable after) throws SQLException {
    return sql.list(
        PROMOTABLE,
        row -> new Promotable(row.getLong("id"), row.getLong("due_at")),
        after.dueAt(),
        now,
        after.dueAt(),
        after.id(),
        Promotable.MOST);
  }

  List<Long> stillPromotable(Collection<Long> ids) throws SQLException {
    List<Object> parameters = new ArrayList<>(ids);
    parameters.add(now);
    return sql.list(
        Sql.withIds(STILL_PROMOTABLE, ids), row -> row.getLong(1), parameters.toArray());
  }

  /** Locks by id only: with ORDER BY and LIMIT, H2 would lock all that match. */
  int promote(List<Long> promotable) throws SQLException {
    List<Long> locked =
        sql.list(
            Sql.withIds(LOCK_PROMOTABLE, promotable), row -> row.getLong(1), promotable.toArray());
    if (!locked.isEmpty()) {
      sql.update(
          Sql.withIds("UPDATE execution SET line = 1 WHERE id IN ({ids})", locked),
          locked.toArray());
    }
    return locked.size();
  }

  List<ClaimedExecution> withInputs(List<ClaimedExecution> due) throws SQLException {
    List<Long> without =
        due.stream().filter(each -> each.input() == null).map(ClaimedExecution::id).toList();
    if (without.isEmpty()) {
      return due;
    }
    Map<Long, String> inputs = new HashMap<>();
    List<Long> ids = Sql.padded(without);
    sql.list(
        Sql.withIds(INPUTS, ids),
        row -> inputs.put(row.getLong("id"), row.getString("input")),
        ids.toArray());
    return due.stream()
        .map(each -> each.input() == null ? each.withInput(inputs.get(each.id())) : each)
        .toList();
  }

  void claim(List<ClaimedExecution> due, long nodeId, String node) throws SQLException {
    if (due.isEmpty()) {
      return;
    }
    List<Object> parameters = new ArrayList<>(List.of(nodeId, node, now));
    List<Long> ids = Sql.padded(due.stream().map(ClaimedExecution::id).toList());
    parameters.addAll(ids);
    sql.update(Sql.withIds(MARK, ids), parameters.toArray());
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(row.getLong("id"), row.getString("type"), row.getLong("input_bytes"));
  }
}
