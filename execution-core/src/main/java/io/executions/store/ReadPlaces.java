package io.executions.store;

import io.executions.api.FeedPlace;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Behind which rows of their turns those places stand that were read last. A turn may have
 * thousands of rows, and what a row holds is numbered on from the one before: who goes on at a
 * place need not read its turn from the beginning. What is written of a turn never changes.
 * Thread-safe.
 */
final class ReadPlaces {
  /** One for each client who may be catching up, and some. */
  private static final int MOST = 500;

  private final NavigableMap<FeedPlace, Row> rows = new TreeMap<>();
  private final Queue<FeedPlace> order = new ArrayDeque<>();

  /**
   * A row that was read.
   *
   * @param moves how many moves of the turn are in it and in those before it
   */
  record Row(long turn, long part, int moves) {}

  /** Returns the last known row that holds nothing behind that place. */
  synchronized Row before(FeedPlace place) {
    Map.Entry<FeedPlace, Row> known = rows.floorEntry(place);
    return known != null && known.getValue().turn() == place.turn()
        ? known.getValue()
        : new Row(place.turn(), Long.MIN_VALUE, 0);
  }

  /** Takes note of the row whose last move is at that place. */
  synchronized void add(FeedPlace place, Row row) {
    boolean isThere = place.turn() == row.turn() && place.index() == row.moves() - 1;
    if (isThere && rows.put(place, row) == null) {
      order.add(place);
      if (order.size() > MOST) {
        rows.remove(order.remove());
      }
    }
  }
}
