package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * All moves of one transaction, in their order. Whatever changes a status says so here at once, and
 * the totals are kept along.
 */
final class RecordedMoves {
  private final Totals totals;
  private final boolean behindGate;
  private final List<Move> made = new ArrayList<>();

  private RecordedMoves(Sql sql, boolean behindGate) {
    this.totals = new Totals(sql);
    this.behindGate = behindGate;
  }

  /** For the engine, which alone changes totals behind the gate. */
  static RecordedMoves behindGate(Sql sql) {
    return new RecordedMoves(sql, true);
  }

  /** For all others: what they add to the totals is left for the engine. */
  static RecordedMoves outside(Sql sql) {
    return new RecordedMoves(sql, false);
  }

  void add(List<Move> moves) throws SQLException {
    made.addAll(moves);
    if (behindGate) {
      totals.add(moves);
    } else {
      totals.leaveDeltas(moves);
    }
  }

  /** Returns all that were made and not taken back. */
  List<Move> made() {
    return List.copyOf(made);
  }

  int count() {
    return made.size();
  }

  /** Forgets all but the first ones, as the transaction was rolled back to that point. */
  void takeBackTo(int count) {
    made.subList(count, made.size()).clear();
  }
}
