package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Marks executions as running that {@link PendingQuery} has found, and that {@link Locked} has
 * locked by primary key and checked again.
 */
record ClaimStatements(Sql sql, long now) {
  private static final String INPUTS = "SELECT id, input FROM execution WHERE id IN ({ids})";

  private static final String MARK =
      """
      UPDATE execution
         SET status = 'running', revision = revision + 1, claim_rank = NULL, attempt = attempt + 1, node_id = ?, node = ?,
             started_at = GREATEST(?, created_at), cancel_requested = FALSE, overdue = FALSE, error_message = NULL
       WHERE id IN ({ids})
      """;

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
}
