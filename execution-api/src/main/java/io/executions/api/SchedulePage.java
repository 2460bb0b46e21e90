package io.executions.api;

import java.util.List;
import java.util.Optional;

/**
 * One page of schedules, by name.
 *
 * @param items the schedules
 * @param nextCursor where the next page begins; empty on the last one
 */
public record SchedulePage(List<Schedule> items, Optional<String> nextCursor) {
  /** The largest page. */
  public static final int MAX_LIMIT = 500;

  /** The page size when none is given. */
  public static final int DEFAULT_LIMIT = 100;
}
