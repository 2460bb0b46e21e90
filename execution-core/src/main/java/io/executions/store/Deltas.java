package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What each transaction that ends, revives or removes executions leaves of that, by one statement:
 * a row for each kind of end. {@link DeltaFold} adds them up later. So a transaction changes no row
 * that others change, and figures cost it little however many of them there are.
 */
record Deltas(Sql sql, Packet packet) {
  /** Where in a row the text of moves stands. */
  private static final int MOVES = 7;

  private static final String LEAVE =
      "INSERT INTO execution_delta (type, status, ended, minute_at, waited, ran, queues, moves, untold)"
          + " VALUES {rows}";

  /** Leaves what those moves have ended, and what they have revived. */
  void leave(List<Move> moves) throws SQLException {
    sql.insert(LEAVE, changes(moves), packet);
  }

  /**
   * Leaves the moves themselves as well, so that the next one to enter the gate tells those who
   * listen. Also while nobody does, since somebody may begin before this has been committed.
   *
   * @param by who made them, as they are told
   */
  void leaveWithMoves(List<Move> moves, String by) throws SQLException {
    List<Object[]> rows = changes(moves);
    List<String> texts = MoveText.of(moves, by);
    for (int i = 0; i < texts.size(); i++) {
      if (i == rows.size()) {
        rows.add(gone(EndKind.of(moves.get(0).type(), ExecutionStatus.CANCELLED), 0));
      }
      rows.get(i)[MOVES] = texts.get(i);
      rows.get(i)[MOVES + 1] = 1;
    }
    sql.insert(LEAVE, rows, packet);
  }

  private static List<Object[]> changes(List<Move> moves) {
    TreeMap<EndKind, Long> revived = new TreeMap<>();
    TreeMap<EndKind, TreeMap<Long, FiguresByQueue>> ended = new TreeMap<>();
    for (Move move : moves) {
      if (move.from().isFinal()) {
        revived.merge(EndKind.of(move.type(), move.from()), 1L, Long::sum);
      }
      if (move.to().isFinal()) {
        ended
            .computeIfAbsent(EndKind.of(move.type(), move.to()), kind -> new TreeMap<>())
            .computeIfAbsent(Series.minute(Micros.of(move.at())), minute -> new FiguresByQueue())
            .add(move);
      }
    }
    List<Object[]> rows = new ArrayList<>();
    revived.forEach((kind, count) -> rows.add(gone(kind, count)));
    ended.forEach(
        (kind, minutes) ->
            minutes.forEach((minute, figures) -> rows.add(row(kind, minute, figures))));
    return rows;
  }

  /**
   * Leaves word that fewer are kept. The series stay as they are: the executions ended when they
   * ended.
   */
  void leaveRemoved(String type, ExecutionStatus status, long count) throws SQLException {
    sql.insert(LEAVE, List.<Object[]>of(gone(EndKind.of(type, status), count)), packet);
  }

  private static Object[] gone(EndKind kind, long count) {
    return new Object[] {kind.type(), kind.status(), -count, null, null, null, null, null, null};
  }

  private static Object[] row(EndKind kind, long minute, FiguresByQueue byQueue) {
    Figures all = byQueue.all();
    return new Object[] {
      kind.type(),
      kind.status(),
      all.ended(),
      minute,
      all.waited().text().orElse(null),
      all.ran().text().orElse(null),
      byQueue.text(),
      null,
      null
    };
  }
}
