package io.executions.store;

import io.executions.database.Bisection;
import io.executions.database.ReservedConnection;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/**
 * One node's walk past what is too old of one kind, batch by batch, to the end and then anew. What
 * cannot be removed is passed over. Where there is much of it, the walk rests on its way and goes
 * on at the next turn. Not thread-safe.
 */
final class SweepWalk<T> {
  /** The most rows that one turn tries in vain. */
  static final int MOST_REFUSED = 5000;

  private static final System.Logger LOG = System.getLogger(SweepWalk.class.getName());

  private final Sweepable<T> kind;
  private T place;
  private int refused;
  private Bisection.Refused<T> example;

  SweepWalk(Sweepable<T> kind) {
    this.kind = kind;
    this.place = kind.start();
  }

  /** Removes some and returns whether to go on at once. */
  boolean removeBatch(ReservedConnection connection) throws SQLException {
    SweepBatch.Result<T> result =
        connection.transaction(sql -> new SweepBatch<>(kind, sql).remove(place));
    place = result.last() ? kind.start() : result.place();
    refused += result.refused().size();
    if (example == null && !result.refused().isEmpty()) {
      example = result.refused().get(0);
    }
    boolean more = !result.last() && refused < MOST_REFUSED;
    if (!more) {
      endTurn();
    }
    return more;
  }

  private void endTurn() {
    if (example != null) {
      LOG.log(
          Level.WARNING,
          "Too old, but cannot be removed: {0} ({1} in all in this turn): {2}",
          kind.name(example.row()),
          Integer.toString(refused),
          String.valueOf(example.why().getMessage()).replaceAll("\\s+", " "));
    }
    example = null;
    refused = 0;
  }
}
