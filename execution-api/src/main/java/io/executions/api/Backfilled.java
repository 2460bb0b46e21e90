package io.executions.api;

import java.util.List;

/**
 * What a {@link Backfill} has created.
 *
 * @param ids the executions, the earliest time first
 * @param existing for how many of its times there was one before, or another execution had their
 *     unique key
 */
public record Backfilled(List<Long> ids, int existing) {
  /** Makes one; the list is copied. */
  public Backfilled {
    ids = List.copyOf(ids);
  }

  /** Returns how many executions it has created. */
  public int created() {
    return ids.size();
  }
}
