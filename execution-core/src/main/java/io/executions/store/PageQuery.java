package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionStatus;
import io.executions.api.ExecutionView;
import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads one page of executions: their places from indexes alone, where these tell all; then how
 * large their inputs and outputs are; then the rows. A page ends before its limit where its inputs
 * and outputs are large, and no more than it shows is read, so that no request can fill the memory.
 */
final class PageQuery {
  private static final long MOST_BYTES = 2 << 20;

  private final Sql sql;
  private final ExecutionQuery query;
  private final Optional<ListCursor> cursor;
  private final boolean back;
  private final boolean full;

  PageQuery(Sql sql, ExecutionQuery query) {
    this.sql = sql;
    this.query = query;
    this.cursor = query.cursor().flatMap(ListCursor::parse);
    this.back = cursor.isPresent() && cursor.get().back();
    this.full = query.view() == ExecutionView.FULL;
  }

  ExecutionPage run() throws SQLException {
    ListSearch.Found found = new ListSearch(sql, query, cursor).find(query.limit() + 1);
    List<ListPlace> places = found.places();
    PageRows rows = new PageRows(sql);
    List<ListPlace> chosen = places.subList(0, Math.min(places.size(), query.limit()));
    if (full) {
      chosen = rows.fitting(chosen, MOST_BYTES);
    }
    Optional<ListPlace> stoppedAt =
        chosen.size() < places.size() ? Optional.empty() : found.stoppedAt();
    boolean more = chosen.size() < places.size() || stoppedAt.isPresent();
    Optional<ListCursor> onwards =
        more ? Optional.of(at(stoppedAt.orElseGet(last(chosen)))) : Optional.empty();
    Optional<ListCursor> backwards = backwards(chosen);
    return new ExecutionPage(
        items(chosen, rows.read(chosen, full)),
        (back ? backwards : onwards).map(ListCursor::text),
        (back ? onwards : backwards).map(ListCursor::text),
        stoppedAt.map(place -> Micros.toInstant(place.time())));
  }

  private ListCursor at(ListPlace place) {
    return new ListCursor(query.sort(), back, place);
  }

  private static Supplier<ListPlace> last(List<ListPlace> places) {
    return () -> places.get(places.size() - 1);
  }

  /** Returns where the page ends at which this one was asked for. */
  private Optional<ListCursor> backwards(List<ListPlace> chosen) {
    return chosen.isEmpty()
        ? cursor.map(ListCursor::turned)
        : cursor.map(asked -> new ListCursor(query.sort(), !back, chosen.get(0)));
  }

  private List<Execution> items(List<ListPlace> chosen, Map<Long, Execution> rows) {
    List<Execution> items = new ArrayList<>();
    Set<ExecutionStatus> statuses = query.statuses();
    for (ListPlace place : chosen) {
      Execution execution = rows.get(place.id());
      // It may have moved on since its place was read.
      if (execution != null && statuses.contains(execution.status())) {
        items.add(execution);
      }
    }
    if (back) {
      Collections.reverse(items);
    }
    return items;
  }
}
