package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets an execution fail that is pending and whose row is damaged. */
record PendingFailure(Sql sql, long now, String by) {
  /** By its rank, whatever its status; and as in {@link PendingQuery#STILL_DUE}. */
  private static final String LOCK_PENDING =
      """
      SELECT id, type, attempt, revision, node, queue, concurrency_key FROM execution
       WHERE id = ? AND COALESCE(claim_rank, 9) < 9 FOR UPDATE SKIP LOCKED
      """;

  private static final String FAIL_PENDING =
      """
      UPDATE execution
         SET status = 'failed', revision = revision + 1, claim_rank = NULL, node_id = NULL, finished_at = ?, error_message = ?
       WHERE id = ? AND COALESCE(claim_rank, 9) < 9
      """;

  /** Returns the move; none where it is not there any more, or somebody else has its row. */
  Optional<Move> of(long id, String message) throws SQLException {
    List<Lane> left = new ArrayList<>();
    Optional<Move> failure =
        sql.first(
            LOCK_PENDING,
            row -> {
              left.add(Lane.read(row));
              return move(row, message);
            },
            id);
    if (failure.isPresent()) {
      sql.update(FAIL_PENDING, now, message, id);
      new BlockedKeys(sql).freeFor(left);
    }
    return failure;
  }

  private Move move(ResultSet row, String message) throws SQLException {
    return new Move(
        row.getLong("id"),
        row.getString("type"),
        row.getString("queue"),
        row.getInt("revision") + 1,
        ExecutionStatus.PENDING,
        ExecutionStatus.FAILED,
        row.getInt("attempt"),
        Optional.ofNullable(row.getString("node")),
        by,
        Optional.of(message),
        Micros.toInstant(now),
        Optional.empty());
  }
}
