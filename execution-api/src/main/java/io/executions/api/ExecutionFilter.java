package io.executions.api;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which executions to list, newest first. Immutable: each {@code with} method returns a changed
 * copy.
 *
 * @param statuses only these; all when empty
 * @param type only this type, if given
 * @param limit at most so many in one page, 1 to 500; 50 by default
 * @param cursor where the page before ended, as its {@link ExecutionPage#nextCursor()} said
 */
public record ExecutionFilter(
    Set<ExecutionStatus> statuses, Optional<String> type, int limit, Optional<String> cursor) {

  /** The largest page. */
  public static final int MAX_LIMIT = 500;

  /** The page size when none is given. */
  public static final int DEFAULT_LIMIT = 50;

  /** Copies the statuses. */
  public ExecutionFilter {
    statuses = Set.copyOf(statuses);
  }

  /** Returns the filter for the first page of all executions. */
  public static ExecutionFilter all() {
    return new ExecutionFilter(Set.of(), Optional.empty(), DEFAULT_LIMIT, Optional.empty());
  }

  /** Returns a copy for these statuses only. */
  public ExecutionFilter withStatuses(ExecutionStatus first, ExecutionStatus... rest) {
    return new ExecutionFilter(EnumSet.of(first, rest), type, limit, cursor);
  }

  /** Returns a copy for this type only. */
  public ExecutionFilter withType(String newType) {
    return new ExecutionFilter(statuses, Optional.of(newType), limit, cursor);
  }

  /** Returns a copy with that page size. */
  public ExecutionFilter withLimit(int newLimit) {
    return new ExecutionFilter(statuses, type, newLimit, cursor);
  }

  /** Returns a copy that goes on behind that cursor. */
  public ExecutionFilter after(String newCursor) {
    return new ExecutionFilter(statuses, type, limit, Optional.of(newCursor));
  }

  /** Returns whether all executions get through. */
  public boolean letsAllThrough() {
    return statuses.isEmpty() && type.isEmpty();
  }
}
