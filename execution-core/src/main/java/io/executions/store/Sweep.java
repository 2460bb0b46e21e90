package io.executions.store;

import io.executions.database.FailureKind;
import io.executions.database.ReservedConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes what is too old, in small batches, so that nobody waits long for its locks. One node at a
 * time does so, since two would only meet each other's locks; it would be harmless. Not
 * thread-safe.
 */
final class Sweep {
  static final int BATCH = 500;

  /** How long a turn lasts. Each batch takes it again; when it is over, another node may go on. */
  private static final long TURN = 60_000_000L;

  private static final String TAKE_TURN =
      """
      UPDATE execution_sweep SET node_id = ?, ends_at = {now} + ?
       WHERE id = 1 AND (ends_at <= {now} OR node_id = ?)
      """;

  private final List<SweepWalk<?>> walks;

  /**
   * Makes one.
   *
   * @param auditRetention how long it is kept who did what; for ever if empty
   */
  Sweep(Optional<Duration> auditRetention) {
    walks =
        List.of(
            new SweepWalk<>(new OldExecutions()),
            new SweepWalk<>(new OldKeys()),
            new SweepWalk<>(new OldBulks()),
            new SweepWalk<>(new OldScheduled()),
            new SweepWalk<>(new OldSessions()),
            new SweepWalk<>(new OldTokens()),
            new SweepWalk<>(new OldEvents()),
            new SweepWalk<>(new OldAuditEntries(auditRetention)),
            new SweepWalk<>(new GoneNodes()),
            new SweepWalk<>(OldSeries.ofMinutes()),
            new SweepWalk<>(OldSeries.ofQuarters()),
            new SweepWalk<>(OldSeries.ofHours()));
  }

  /** The walks that remove nothing more in this turn. */
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
        // A kind that cannot be removed holds up no other.
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
