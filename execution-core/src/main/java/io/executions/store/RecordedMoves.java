package io.executions.store;

import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * All moves of one transaction, in their order. Whatever changes a status says so here at once, and
 * what it changes of the figures is left for the engine.
 */
final class RecordedMoves {
  private final Deltas deltas;
  private final List<Move> made = new ArrayList<>();

  RecordedMoves(Sql sql, Packet packet) {
    this.deltas = new Deltas(sql, packet);
  }

  /** Records moves that are made behind the gate, which are told by its last statement. */
  void add(List<Move> moves) throws SQLException {
    made.addAll(moves);
    deltas.leave(moves);
  }

  /**
   * Records moves that are made outside the gate.
   *
   * @param by who made them, as those who listen are told
   */
  void addOutside(List<Move> moves, String by) throws SQLException {
    made.addAll(moves);
    deltas.leaveWithMoves(moves, by);
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
