package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The turn to add up deltas, which one node has at a time; no claim waits for it. With it goes the
 * place behind which deltas are looked for: as long as somebody holds an old snapshot, the database
 * keeps what was removed, and would walk past all of it each time.
 *
 * @param now the database's time, in microseconds
 * @param place behind which all deltas are, but for those of transactions that take minutes
 * @param nextPlace up to where all had been removed when the place was moved last
 * @param movesAt when the place may be moved on
 * @param walksAt when to look for deltas that came in before the place
 */
record FoldTurn(long now, long place, long nextPlace, long movesAt, long walksAt) {
  /** So long after its number was given, each but the slowest transaction has committed. */
  private static final long STEP = 60_000_000L;

  private static final long WALK = 10 * STEP;

  /** Before all deltas. */
  static final long START = Long.MIN_VALUE;

  private static final String TAKE =
      """
      SELECT {now}, place, next_place, moves_at, walks_at FROM execution_fold
       WHERE id = 1 FOR UPDATE SKIP LOCKED
      """;

  /** Some value must change, or else Galera hears of nothing. */
  private static final String END =
      """
      UPDATE execution_fold
         SET turn = turn + 1, place = ?, next_place = ?, moves_at = ?, walks_at = ?
       WHERE id = 1
      """;

  /** Takes the turn until the transaction ends; there is none while another node has it. */
  static Optional<FoldTurn> take(Sql sql) throws SQLException {
    return sql.first(
        TAKE,
        row ->
            new FoldTurn(
                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
  }

  /** Returns behind which deltas to look for others. */
  long begin() {
    return isWalk() ? START : place;
  }

  private boolean isWalk() {
    return now >= walksAt;
  }

  /**
   * Ends it.
   *
   * @param met the ids of those that were met from its beginning on, ascending
   * @param left the ids of those of them that are still there
   */
  void end(Sql sql, List<Long> met, List<Long> left) throws SQLException {
    if (met.isEmpty() && !isWalk()) {
      return;
    }
    long reached = nextPlace;
    if (!left.isEmpty()) {
      reached = left.get(0) - 1;
    } else if (!met.isEmpty()) {
      reached = met.get(met.size() - 1);
    }
    // A restored database may have begun to count anew: then nothing is known of the place.
    boolean isLost = !met.isEmpty() && met.get(0) <= place;
    boolean moves = now >= movesAt;
    long moved = isLost ? START : moves ? Math.max(place, nextPlace) : place;
    long next = isLost ? START : moves ? Math.max(moved, reached) : nextPlace;
    sql.update(END, moved, next, moves ? now + STEP : movesAt, isWalk() ? now + WALK : walksAt);
  }

  /** Ends it where nothing was learnt of the place. */
  void pass(Sql sql) throws SQLException {
    sql.update(END, place, nextPlace, movesAt, walksAt);
  }
}
