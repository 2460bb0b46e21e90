package io.executions.store;

import io.executions.api.ExecutionQuery;
import io.executions.api.TimeRange;
import io.executions.database.Micros;
import io.executions.database.Sql;
import io.executions.store.ListWalk.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the places of one page, on several walks at the same time, which are read by one
 * statement, and again where a walk has run dry. Looks at no more than {@link
 * ExecutionQuery#MOST_EXAMINED} places. Not thread-safe.
 */
final class ListSearch {
  /** How many places are read at once where not each of them is shown. */
  private static final int SEARCHED_AT_ONCE = 1000;

  /**
   * What was found.
   *
   * @param places at most as many as asked for, in the order of the search
   * @param stoppedAt the last place that was looked at, if the search stopped before its end
   */
  record Found(List<ListPlace> places, Optional<ListPlace> stoppedAt) {}

  private final Sql sql;
  private final boolean ascending;
  private final List<ListWalk> walks = new ArrayList<>();
  private final boolean searches;
  private int left = ExecutionQuery.MOST_EXAMINED;

  /**
   * Makes one.
   *
   * @param cursor where to go on
   */
  ListSearch(Sql sql, ExecutionQuery query, Optional<ListCursor> cursor) throws SQLException {
    this.sql = sql;
    boolean back = cursor.isPresent() && cursor.get().back();
    ascending = query.sort().isAscending() != back;
    ListPlace first = first(query.range());
    ListPlace last = last(query.range());
    ListPlace start = ascending ? first : last;
    ListPlace begin =
        cursor.map(ListCursor::place).filter(place -> isBehind(place, start)).orElse(start);
    List<ListWalk.Path> paths = new ListPaths(query).find(sql);
    searches = paths.stream().anyMatch(path -> !path.shown().isEmpty());
    paths.forEach(
        path ->
            walks.add(
                new ListWalk(path, sql.dialect(), ascending, begin, ascending ? last : first)));
  }

  /** Returns the place before all that belong to that time. */
  private static ListPlace first(TimeRange range) {
    return range
        .after()
        .map(after -> new ListPlace(Micros.of(after), Long.MIN_VALUE))
        .orElse(ListPlace.FIRST);
  }

  /** Returns the place behind all that belong to that time, whose end does not. */
  private static ListPlace last(TimeRange range) {
    return range
        .before()
        .map(before -> new ListPlace(Micros.of(before) - 1, Long.MAX_VALUE))
        .orElse(ListPlace.LAST);
  }

  private boolean isBehind(ListPlace place, ListPlace other) {
    return order().compare(place, other) > 0;
  }

  private Comparator<ListPlace> order() {
    return ascending ? ListPlace.ASCENDING : ListPlace.ASCENDING.reversed();
  }

  /** Returns the next places, at most so many. */
  Found find(int most) throws SQLException {
    List<ListPlace> places = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    ListPlace reached = null;
    while (places.size() < most) {
      if (walks.stream().anyMatch(ListWalk::isDry) && !read(most - places.size())) {
        return new Found(places, Optional.ofNullable(reached));
      }
      Optional<ListWalk> first =
          walks.stream()
              .filter(walk -> walk.peek() != null)
              .min(Comparator.comparing(walk -> walk.peek().place(), order()));
      if (first.isEmpty()) {
        return new Found(places, Optional.empty());
      }
      Step step = first.get().take();
      reached = step.place();
      // An execution that moves meanwhile may be met twice.
      if (step.shown() && seen.add(reached.id())) {
        places.add(reached);
      }
    }
    return new Found(places, Optional.empty());
  }

  /** Reads on where walks have run dry, and returns whether it may. */
  private boolean read(int wanted) throws SQLException {
    List<ListWalk> dry = walks.stream().filter(ListWalk::isDry).toList();
    int each = Math.min(searches ? SEARCHED_AT_ONCE : wanted, left / dry.size());
    if (each == 0) {
      return false;
    }
    List<String> statements = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    for (int i = 0; i < dry.size(); i++) {
      statements.add("(" + dry.get(i).next(i, each, parameters) + ")");
    }
    List<Integer> rows =
        sql.list(
            String.join("\nUNION ALL\n", statements),
            row -> {
              int walk = row.getInt("walk");
              dry.get(walk).got(row);
              return walk;
            },
            parameters.toArray());
    left -= rows.size();
    dry.forEach(ListWalk::gotAll);
    return true;
  }
}
