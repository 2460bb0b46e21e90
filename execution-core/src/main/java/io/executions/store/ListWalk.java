package io.executions.store;

import io.executions.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One walk along an index, on which some of what a list shows is found in the list's order. What
 * has been read and not been taken yet waits in it. Not thread-safe.
 */
final class ListWalk {
  /**
   * Where to walk.
   *
   * @param table the table, and along which index where that must be said
   * @param start what must be true of the index's columns before the time
   * @param sorted these columns as the index sorts them, where each of them has one value: H2 goes
   *     along the index only if they are named
   * @param time the column by which the list goes
   * @param shown what must be true of a row for it to be shown; none where the index tells all
   */
  record Path(String table, Conditions start, List<String> sorted, String time, Conditions shown) {}

  /**
   * A place that was read.
   *
   * @param shown whether the list shows it
   */
  record Step(ListPlace place, boolean shown) {}

  private static final String DESCENDING = " DESC";

  private static final String PLACES =
      """
      SELECT %s AS place, id FROM %s
       WHERE %s AND %s %s= ? AND (%s %s ? OR id %s ?) AND %s %s ?
       ORDER BY %s LIMIT ?
      """;

  private static final String ALL_SHOWN =
      """
      SELECT %d AS walk, p.place, p.id, 1 AS shown FROM (%s) p
      """;

  private static final String SOME_SHOWN =
      """
      SELECT %d AS walk, p.place, p.id, CASE WHEN %s THEN 1 ELSE 0 END AS shown
        FROM (%s) p LEFT JOIN execution e ON e.id = p.id
      """;

  private final Path path;
  private final Conditions start;
  private final boolean ascending;
  private final ListPlace end;
  private final Deque<Step> read = new ArrayDeque<>();
  private ListPlace last;
  private int asked;
  private int got;
  private boolean ended;

  /**
   * Makes one.
   *
   * @param begin behind which place it begins
   * @param end where it ends; its id does not matter
   */
  ListWalk(Path path, Dialect dialect, boolean ascending, ListPlace begin, ListPlace end) {
    this.path = path;
    this.start = path.start().alongIndex(dialect);
    this.ascending = ascending;
    this.last = begin;
    this.end = end;
  }

  /** Returns whether more has to be read before its next place is known. */
  boolean isDry() {
    return read.isEmpty() && !ended;
  }

  /** Returns the next place, or null at the end. */
  Step peek() {
    return read.peek();
  }

  Step take() {
    return read.remove();
  }

  /**
   * Returns the statement that reads its next places, in no order, and adds its parameters.
   *
   * @param number by which its rows can be told from those of other walks
   */
  String next(int number, int most, List<Object> parameters) {
    asked = most;
    got = 0;
    parameters.addAll(path.shown().values());
    parameters.addAll(start.values());
    Collections.addAll(parameters, last.time(), last.time(), last.id(), end.time(), most);
    String places = places();
    return path.shown().isEmpty()
        ? ALL_SHOWN.formatted(number, places)
        : SOME_SHOWN.formatted(number, path.shown().sql(), places);
  }

  private String places() {
    String time = path.time();
    String behind = ascending ? ">" : "<";
    return PLACES.formatted(
        time,
        path.table(),
        start.sql(),
        time,
        behind,
        time,
        behind,
        behind,
        time,
        ascending ? "<=" : ">=",
        order());
  }

  private String order() {
    return Stream.concat(path.sorted().stream(), Stream.of(path.time(), "id"))
        .map(column -> ascending ? column : reversed(column))
        .collect(Collectors.joining(", "));
  }

  private static String reversed(String column) {
    return column.endsWith(DESCENDING)
        ? column.substring(0, column.length() - DESCENDING.length())
        : column + DESCENDING;
  }

  /** Takes note of a row of that statement. */
  void got(ResultSet row) throws SQLException {
    got++;
    read.add(
        new Step(new ListPlace(row.getLong("place"), row.getLong("id")), row.getInt("shown") == 1));
  }

  /** Takes note that there are no more rows. */
  void gotAll() {
    ended = got < asked;
    List<Step> inOrder = new ArrayList<>(read);
    inOrder.sort((a, b) -> order(a.place(), b.place()));
    read.clear();
    read.addAll(inOrder);
    if (!inOrder.isEmpty()) {
      last = inOrder.get(inOrder.size() - 1).place();
    }
  }

  private int order(ListPlace a, ListPlace b) {
    return ascending ? ListPlace.ASCENDING.compare(a, b) : ListPlace.ASCENDING.compare(b, a);
  }
}
