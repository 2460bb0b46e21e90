package io.executions.store;

import io.executions.database.ReservedConnection;
import java.sql.SQLException;

/**
 * One node's walk past what waits to be added to totals and series: again from the first one, until
 * one cannot be added, and then behind it, so that it stands in nobody's way. Not thread-safe.
 */
final class FoldWalk {
  private static final long START = Long.MIN_VALUE;

  private long place = START;
  private SQLException refused;

  /**
   * Adds some behind the gate.
   *
   * @return whether to go on at once
   * @throws SQLException at the end, if some could not be added
   */
  boolean fold(ReservedConnection connection) throws SQLException {
    DeltaFold.Folded folded =
        connection.inGate(sql -> new DeltaFold(sql, connection.packet()).fold(place));
    place = folded.place();
    folded.refused().ifPresent(failure -> refused = failure);
    if (folded.more()) {
      return true;
    }
    SQLException failure = refused;
    place = START;
    refused = null;
    if (failure != null) {
      throw failure;
    }
    return false;
  }
}
