package io.executions.api.client;

import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.TimeRange;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;

/** The query parameters of a list of executions. Immutable. */
public final class ListQuery {
  private static final String TRUE = "true";

  @QueryParam("status")
  private final String status;

  @QueryParam("type")
  private final String type;

  @QueryParam("createdAfter")
  private final String createdAfter;

  @QueryParam("createdBefore")
  private final String createdBefore;

  @QueryParam("finishedAfter")
  private final String finishedAfter;

  @QueryParam("finishedBefore")
  private final String finishedBefore;

  @QueryParam("node")
  private final String node;

  @QueryParam("retried")
  private final String retried;

  @QueryParam("errorPrefix")
  private final String errorPrefix;

  @QueryParam("overdue")
  private final String overdue;

  @QueryParam("sort")
  private final String sort;

  @QueryParam("view")
  private final String view;

  @QueryParam("limit")
  private final Integer limit;

  @QueryParam("cursor")
  private final String cursor;

  private ListQuery(ExecutionQuery query) {
    ExecutionFilter filter = query.filter();
    status = filter.statuses().isEmpty() ? null : new Statuses(filter.statuses()).toString();
    type = filter.type().orElse(null);
    createdAfter = after(filter.created());
    createdBefore = before(filter.created());
    finishedAfter = after(filter.finished());
    finishedBefore = before(filter.finished());
    node = filter.node().orElse(null);
    retried = filter.retried() ? TRUE : null;
    errorPrefix = filter.errorPrefix().orElse(null);
    overdue = filter.overdue() ? TRUE : null;
    sort = query.sort().jsonName();
    view = query.view().jsonName();
    limit = query.limit();
    cursor = query.cursor().orElse(null);
  }

  /** Returns the parameters that say what the query says. */
  public static ListQuery of(ExecutionQuery query) {
    return new ListQuery(query);
  }

  private static String after(TimeRange range) {
    return range.after().map(Instant::toString).orElse(null);
  }

  private static String before(TimeRange range) {
    return range.before().map(Instant::toString).orElse(null);
  }
}
