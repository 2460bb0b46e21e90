package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records that runs have completed, and claims others in their places, by one statement: that is
 * all that a transaction of a node with a backlog does. All the rows have been locked.
 */
record SettleAndClaim(Sql sql, long now, long nodeId, String node) {
  /** Of a thousand ids and more, MariaDB makes a table; they are filled up to a power of two. */
  private static final int MOST = 512;

  /**
   * What is claimed has no node yet. MariaDB assigns one column after the other, so the one by
   * which they are told apart is the last.
   */
  private static final String MOVE =
      """
      UPDATE execution
         SET status = CASE WHEN node_id IS NULL THEN 'running' ELSE 'completed' END,
             revision = revision + 1, claim_rank = NULL,
             attempt = CASE WHEN node_id IS NULL THEN attempt + 1 ELSE attempt END,
             node = CASE WHEN node_id IS NULL THEN ? ELSE node END,
             started_at = CASE WHEN node_id IS NULL THEN GREATEST(?, created_at) ELSE started_at END,
             finished_at = CASE WHEN node_id IS NULL THEN finished_at ELSE ? END,
             cancel_requested = CASE WHEN node_id IS NULL THEN FALSE ELSE cancel_requested END,
             overdue = FALSE, error_message = NULL,
             node_id = CASE WHEN node_id IS NULL THEN ? ELSE NULLIF(node_id, node_id) END
       WHERE id IN ({ids}) AND (node_id = ? AND status = 'running' OR claim_rank < %d)
      """
          .formatted(ClaimRank.WAITING.code());

  /** Returns whether it can record all of these together with so many claims. */
  static boolean takes(List<Settlement> settlements, int claims, long nodeId, Packet packet) {
    int all = settlements.size() + claims;
    return !settlements.isEmpty()
        && claims > 0
        && all <= MOST
        && 2 * all * Sql.SHORT_VALUE <= packet.room()
        && settlements.stream().allMatch(each -> isPlain(each) && each.row().nodeId() == nodeId);
  }

  /** Completed, with nothing to be kept of it. */
  private static boolean isPlain(Settlement settlement) {
    return settlement.next() == ExecutionStatus.COMPLETED
        && settlement.output() == null
        && settlement.counts().equals(settlement.row().counts());
  }

  /** Does both for all of them; if one of them has changed, the transaction starts again. */
  void run(List<Settlement> settlements, List<ClaimedExecution> due) throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(node, now, now, nodeId));
    List<Long> all =
        Stream.concat(
                settlements.stream().map(settlement -> settlement.row().id()),
                due.stream().map(ClaimedExecution::id))
            .sorted()
            .toList();
    List<Long> ids = Sql.padded(all);
    parameters.addAll(ids);
    parameters.add(nodeId);
    if (sql.update(Sql.withIds(MOVE, ids), parameters.toArray()) < all.size()) {
      throw new SQLTransactionRollbackException(
          "An execution that was locked has changed", "40001");
    }
  }
}
