package io.executions.store;

import io.executions.database.FailureKind;
import io.executions.database.ReservedConnection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes what is too old, in small batches so that nobody waits for its locks. One node at a time
 * does so, for the others would only meet its locks; twice would be harmless. Not thread-safe.
 */
final class Sweep {
  static final int BATCH = 500;

  static final long DAY = 86_400_000_000L;

  /** Taken again with each batch; so long after the last one, another node may go on. */
  private static final long TURN = 60_000_000L;

  private static final String TAKE_TURN =
      """
      UPDATE execution_sweep SET node_id = ?, ends_at = {now} + ?
       WHERE id = 1 AND (ends_at <= {now} OR node_id = ?)
      """;

  private final List<SweepWalk<?>> walks =
      List.of(
          new SweepWalk<>(new OldExecutions()),
          new SweepWalk<>(new OldKeys()),
          new SweepWalk<>(new OldSessions()),
          new SweepWalk<>(new GoneNodes()),
          new SweepWalk<>(OldSeries.ofMinutes()),
          new SweepWalk<>(OldSeries.ofHours()));

  /** Those that have come to their end, until all have. */
  private final Set<SweepWalk<?>> resting = new HashSet<>();

  /** Removes a batch of each kind if it is that node's turn; returns whether there may be more. */
  boolean removeBatch(ReservedConnection connection, long nodeId) throws SQLException {
    if (!connection.transaction(sql -> sql.update(TAKE_TURN, nodeId, TURN, nodeId) == 1)) {
      return false;
    }
    SQLException refused = null;
    for (SweepWalk<?> walk : walks) {
      try {
        if (!resting.contains(walk) && !walk.removeBatch(connection)) {
          resting.add(walk);
        }
      } catch (SQLException e) {
        FailureKind kind = FailureKind.of(e);
        if (kind.isOutage() || kind == FailureKind.REPLAY) {
          throw e;
        }
        // One kind that cannot be removed keeps no other.
        resting.add(walk);
        refused = e;
      }
    }
    boolean more = resting.size() < walks.size();
    if (!more) {
      resting.clear();
    }
    if (refused != null) {
      throw refused;
    }
    return more;
  }
}
