package io.executions.api;

import java.util.List;
import java.util.Optional;

/**
 * One page of bulks, newest first.
 *
 * @param items the bulks, without the ids that they may have been given
 * @param nextCursor where the next page begins; empty on the last one
 */
public record BulkPage(List<Bulk> items, Optional<String> nextCursor) {
  /** The largest page. */
  public static final int MAX_LIMIT = 500;

  /** The page size when none is given. */
  public static final int DEFAULT_LIMIT = 50;
}
