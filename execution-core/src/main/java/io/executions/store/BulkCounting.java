package io.executions.store;

import io.executions.api.BulkCount;
import io.executions.api.ExecutionSelection;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Counts the executions that a bulk would be for, as far as that is cheap. */
record BulkCounting(BulkWalk walk) {
  /** The most rows that are looked at. */
  static final int MOST_EXAMINED = 10_000;

  private static final int AT_ONCE = 1000;

  BulkCount count(ExecutionSelection selection) throws SQLException {
    return selection.filter().isPresent() ? ofFilter() : ofIds(selection.ids());
  }

  private BulkCount ofFilter() throws SQLException {
    long count = 0;
    int examined = 0;
    Optional<BulkWalk.Place> place = Optional.of(BulkWalk.Place.startOf(0));
    while (place.isPresent() && examined < MOST_EXAMINED) {
      BulkWalk.Found found = walk.behind(place.get(), AT_ONCE);
      count += found.found().size();
      examined += found.examined();
      place = found.next();
    }
    return new BulkCount(count, place.isPresent());
  }

  private BulkCount ofIds(List<Long> given) throws SQLException {
    List<Long> ids = List.copyOf(new TreeSet<>(given));
    long count = 0;
    for (List<Long> some : Sql.parts(ids, AT_ONCE)) {
      count += walk.fittingIds(some).size();
    }
    return new BulkCount(count, false);
  }
}
