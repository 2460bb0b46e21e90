package io.executions.api.client;

import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.TimeRange;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;

/**
 * The query parameters of a list of executions, as text; null for what is left out. Made by {@link
 * #of}. Immutable.
 */
// Public fields, since Jersey's proxies read no others.
public final class ListQuery {
  private static final String TRUE = "true";

  @QueryParam("status")
  public final String status;

  @QueryParam("type")
  public final String type;

  @QueryParam("createdAfter")
  public final String createdAfter;

  @QueryParam("createdBefore")
  public final String createdBefore;

  @QueryParam("finishedAfter")
  public final String finishedAfter;

  @QueryParam("finishedBefore")
  public final String finishedBefore;

  @QueryParam("node")
  public final String node;

  @QueryParam("retried")
  public final String retried;

  @QueryParam("errorPrefix")
  public final String errorPrefix;

  @QueryParam("overdue")
  public final String overdue;

  @QueryParam("schedule")
  public final String schedule;

  @QueryParam("tag")
  public final String tag;

  @QueryParam("queue")
  public final String queue;

  @QueryParam("sort")
  public final String sort;

  @QueryParam("view")
  public final String view;

  @QueryParam("limit")
  public final Integer limit;

  @QueryParam("cursor")
  public final String cursor;

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
    schedule = filter.schedule().orElse(null);
    tag = filter.tag().orElse(null);
    queue = filter.queue().orElse(null);
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
