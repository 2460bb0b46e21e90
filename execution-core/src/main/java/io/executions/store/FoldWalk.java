package io.executions.store;

import io.executions.database.ReservedConnection;
import java.sql.SQLException;

/**
 * One node's walk past what waits to be added to totals and series: again from the first one, until
 * one cannot be added, and then behind it, so that it stands in nobody's way. Not thread-safe.
 */
final class FoldWalk {
  private long place = FoldTurn.START;
  private SQLException refused;

  /**
   * Adds some, unless another node does so now.
   *
   * @return whether to go on at once
   * @throws SQLException at the end, if some could not be added
   */
  boolean fold(ReservedConnection connection) throws SQLException {
    DeltaFold.Folded folded =
        connection.transaction(sql -> new DeltaFold(sql, connection.packet()).fold(place));
    place = folded.place();
    folded.refused().ifPresent(failure -> refused = failure);
    if (folded.more()) {
      return true;
    }
    SQLException failure = refused;
    place = FoldTurn.START;
    refused = null;
    if (failure != null) {
      throw failure;
    }
    return false;
  }
}
