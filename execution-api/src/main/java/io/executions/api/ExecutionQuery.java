package io.executions.api;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A page of executions that is asked for. Which filters go with which order:
 *
 * <ul>
 *   <li>{@link ExecutionFilter#created()} goes with {@link ExecutionSort#NEWEST} and {@link
 *       ExecutionSort#OLDEST}, {@link ExecutionFilter#finished()} with {@link
 *       ExecutionSort#FINISHED}.
 *   <li>Statuses are such as {@link ExecutionSort#statuses()} says; with {@link
 *       ExecutionFilter#overdue()} only {@code RUNNING}.
 *   <li>{@link ExecutionFilter#node()}, {@link ExecutionFilter#retried()} and {@link
 *       ExecutionFilter#errorPrefix()} are looked for in one execution after the other, and go with
 *       a stretch of the order's own time of at most {@link #LONGEST_SEARCH}.
 * </ul>
 *
 * @param filter which executions to list
 * @param sort in which order
 * @param view how much of each
 * @param limit at most so many in one page, 1 to {@value #MAX_LIMIT}
 * @param cursor where to go on, as the {@link ExecutionPage} before said; none for the first page
 */
public record ExecutionQuery(
    ExecutionFilter filter,
    ExecutionSort sort,
    ExecutionView view,
    int limit,
    Optional<String> cursor) {

  /** The largest page. */
  public static final int MAX_LIMIT = 500;

  /** The page size when none is given. */
  public static final int DEFAULT_LIMIT = 50;

  /** The longest stretch of time in which one execution after the other is looked at. */
  public static final Duration LONGEST_SEARCH = Duration.ofDays(7);

  /** The most executions that are looked at for one page. */
  public static final int MOST_EXAMINED = 5000;

  /** Returns the query for the first page of these, newest first. */
  public static ExecutionQuery of(ExecutionFilter filter) {
    return new ExecutionQuery(
        filter, ExecutionSort.NEWEST, ExecutionView.FULL, DEFAULT_LIMIT, Optional.empty());
  }

  /** Returns a copy in that order. */
  public ExecutionQuery withSort(ExecutionSort newSort) {
    return new ExecutionQuery(filter, newSort, view, limit, cursor);
  }

  /** Returns a copy that shows so much of each. */
  public ExecutionQuery withView(ExecutionView newView) {
    return new ExecutionQuery(filter, sort, newView, limit, cursor);
  }

  /** Returns a copy with that page size. */
  public ExecutionQuery withLimit(int newLimit) {
    return new ExecutionQuery(filter, sort, view, newLimit, cursor);
  }

  /** Returns a copy that goes on, or back, at that cursor. */
  public ExecutionQuery at(String newCursor) {
    return new ExecutionQuery(filter, sort, view, limit, Optional.of(newCursor));
  }

  /** Returns the statuses that are listed: of those asked for, those that the rest allows. */
  public Set<ExecutionStatus> statuses() {
    Set<ExecutionStatus> statuses = EnumSet.copyOf(sort.statuses());
    if (!filter.statuses().isEmpty()) {
      statuses.retainAll(filter.statuses());
    }
    if (filter.overdue()) {
      statuses.retainAll(EnumSet.of(ExecutionStatus.RUNNING));
    }
    return statuses;
  }

  /** Returns the stretch of the order's own time that is listed; all where it has no such time. */
  public TimeRange range() {
    return switch (sort) {
      case NEWEST, OLDEST -> filter.created();
      case FINISHED -> filter.finished();
      case DUE -> TimeRange.ALL;
    };
  }
}
