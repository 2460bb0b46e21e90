package io.executions.engine;

import java.util.Collection;
import java.util.List;

/**
 * Goes through ids in batches, by their order, and then begins anew. So those that stay as they
 * are, since somebody has locked them, hide no others.
 */
final class Walk {
  static final int MOST = 200;

  private long after = Long.MIN_VALUE;

  /** Returns the next of these ids; none at the end of all. */
  List<Long> next(Collection<Long> ids) {
    return ids.stream().filter(id -> id > after).sorted().limit(MOST).toList();
  }

  /** Takes note that those have had their turn. */
  void passed(List<Long> batch) {
    after = isFull(batch) ? batch.get(MOST - 1) : Long.MIN_VALUE;
  }

  /** Returns whether there may be more after those. */
  static boolean isFull(List<Long> batch) {
    return batch.size() == MOST;
  }
}
