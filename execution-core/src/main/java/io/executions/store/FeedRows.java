package io.executions.store;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.port.MoveFeed.Extent;
import io.executions.api.port.MoveFeed.Part;
import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The moves of each turn of the gate, in rows that are written in that turn. What was moved outside
 * the gate has left its text in a delta; the transaction that writes here next copies it to the
 * front of its own turn. That statement is the last of its transaction: all that it moved is locked
 * by then, so what others did to these executions before is among what is copied.
 */
record FeedRows(Sql sql) {
  /** The parts of a turn that were moved in it stand behind all those that were copied. */
  private static final long OWN = 1L << 62;

  /** By many ids at once, MariaDB may read all rows, and wait for those not committed yet. */
  private static final int MARKED = 64;

  /** Those who listen are to ask anew rather than that the gate is held up for them. */
  private static final int MOST_COPIED = 10_000;

  /** So many rows are read at once. */
  private static final int SOME = 128;

  private static final String COPY =
      """
      INSERT INTO execution_event (turn, part, happened_at, moves)
      SELECT g.turn, d.id, {now}, d.moves
        FROM execution_delta d, execution_gate g WHERE d.untold = 1 AND g.id = 1 AND g.feed_since IS NOT NULL
      """;

  private static final String AND_OWN =
      " UNION ALL SELECT g.turn, %s, {now}, %s FROM execution_gate g WHERE g.id = 1";

  private static final String END_IF_DESERTED =
      """
      UPDATE execution_gate SET feed_since = NULL, feed_until = NULL
       WHERE id = 1 AND feed_until < {now}
      """;

  private static final String COPIED =
      """
      SELECT e.part FROM execution_event e, execution_gate g
       WHERE e.turn = g.turn AND g.id = 1 AND e.part < ?
      """;

  private static final String TOLD =
      "UPDATE execution_delta SET untold = NULL, moves = NULL WHERE id IN ({ids})";

  private static final String MORE_OWN =
      "INSERT INTO execution_event (turn, part, happened_at, moves) VALUES {rows}";

  private static final String BEHIND =
      """
      SELECT turn, part, moves FROM execution_event
       WHERE turn >= ? AND (turn > ? OR part > ?) ORDER BY turn, part LIMIT ?
      """;

  /** Copies what was moved outside the gate, if somebody listens. */
  void copyOutside() throws SQLException {
    sql.update(END_IF_DESERTED);
    tellCopied(sql.update(COPY));
  }

  private void tellCopied(int count) throws SQLException {
    if (count > MOST_COPIED) {
      end();
    } else if (count > 0) {
      markCopied();
    }
  }

  /**
   * Writes down what this turn has moved, behind what was moved outside the gate before.
   *
   * @param turn the turn of the gate
   * @param now the database's time, in microseconds
   */
  void write(long turn, long now, List<String> texts, Packet packet) throws SQLException {
    String first =
        COPY
            + AND_OWN.formatted(
                sql.dialect().rowParameter("BIGINT"), sql.dialect().rowParameter("CLOB"));
    tellCopied(sql.update(first, OWN, texts.get(0)) - 1);
    List<Object[]> more = new ArrayList<>();
    for (int i = 1; i < texts.size(); i++) {
      more.add(new Object[] {turn, OWN + i, now, texts.get(i)});
    }
    sql.insert(MORE_OWN, more, packet);
  }

  private void markCopied() throws SQLException {
    mark(sql.list(COPIED, row -> row.getLong(1), OWN));
  }

  private void mark(List<Long> ids) throws SQLException {
    for (List<Long> part : Sql.parts(ids, MARKED)) {
      List<Long> some = Sql.padded(part);
      sql.update(Sql.withIds(TOLD, some), some.toArray());
    }
  }

  /** Writes nothing down any more: nobody has listened for long, or it would take too long. */
  void end() throws SQLException {
    sql.update("UPDATE execution_gate SET feed_since = NULL, feed_until = NULL WHERE id = 1");
  }

  /** Has all written down from this turn on, which has nothing moved itself. */
  Extent listen(long micros) throws SQLException {
    boolean began =
        sql.number("SELECT CASE WHEN feed_since IS NULL THEN 1 ELSE 0 END FROM execution_gate")
            == 1;
    if (began) {
      // What was moved before is not told: what followed from it was not written down. Who has not
      // committed yet is not seen here, and is told.
      mark(sql.list("SELECT id FROM execution_delta WHERE untold = 1", row -> row.getLong(1)));
      sql.update("UPDATE execution_gate SET feed_since = turn WHERE id = 1");
      sql.update(
          """
          INSERT INTO execution_event (turn, part, happened_at, moves)
          SELECT turn, 0, {now}, '[]' FROM execution_gate WHERE id = 1
          """);
    }
    sql.update("UPDATE execution_gate SET feed_until = {now} + ? WHERE id = 1", micros);
    long turn = sql.number("SELECT turn FROM execution_gate WHERE id = 1");
    return new Extent(
        first().orElseThrow(() -> new SQLException("The feed has just begun, but has no end")),
        new FeedPlace(turn, 0));
  }

  /** Returns where the moves that are written down begin, if there are any. */
  private Optional<FeedPlace> first() throws SQLException {
    return sql.first(
        """
        SELECT feed_since, (SELECT turn FROM execution_event ORDER BY turn, part LIMIT 1)
          FROM execution_gate WHERE id = 1 AND feed_since IS NOT NULL
        """,
        row -> new FeedPlace(Math.max(row.getLong(1), row.getLong(2)), 0));
  }

  /**
   * Returns the next moves behind a place.
   *
   * @param known where places stand that were read before; takes note of this one
   */
  Part behind(FeedPlace place, ReadPlaces known) throws SQLException {
    Reader reader = new Reader(place, known.before(place));
    boolean more;
    do {
      more = reader.read(sql) == SOME;
    } while (more && reader.events.isEmpty());
    known.add(reader.reached(), reader.row);
    return new Part(List.copyOf(reader.events), reader.reached(), more, isComplete(place));
  }

  /** Asked when they were read: what is old may have been removed just before. */
  private boolean isComplete(FeedPlace place) throws SQLException {
    return first().filter(first -> place.compareTo(first) >= 0).isPresent();
  }

  /** Counts the moves of a turn, on from a row of which that is known. */
  private static final class Reader {
    private final FeedPlace place;
    private final List<MoveEvent> events = new ArrayList<>();
    private ReadPlaces.Row row;

    Reader(FeedPlace place, ReadPlaces.Row behind) {
      this.place = place;
      this.row = behind;
    }

    /** Returns how many rows there were. */
    int read(Sql sql) throws SQLException {
      return sql.list(BEHIND, this::read, row.turn(), row.turn(), row.part(), SOME).size();
    }

    private Boolean read(ResultSet next) throws SQLException {
      long turn = next.getLong("turn");
      int first = turn == row.turn() ? row.moves() : 0;
      List<MoveEvent> all = MoveText.read(next.getString("moves"), turn, first);
      row = new ReadPlaces.Row(turn, next.getLong("part"), first + all.size());
      all.stream().filter(event -> event.place().compareTo(place) > 0).forEach(events::add);
      return true;
    }

    FeedPlace reached() {
      FeedPlace last = new FeedPlace(row.turn(), Math.max(0, row.moves() - 1));
      return last.compareTo(place) > 0 ? last : place;
    }
  }
}
