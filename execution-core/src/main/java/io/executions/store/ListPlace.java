package io.executions.store;

import java.util.Comparator;

/**
 * The place of an execution in a list: ids are not chronological, so it takes a time and the id.
 *
 * @param time the time by which the list goes, in microseconds since 1970
 * @param id the execution
 */
record ListPlace(long time, long id) {
  static final Comparator<ListPlace> ASCENDING =
      Comparator.comparingLong(ListPlace::time).thenComparingLong(ListPlace::id);

  /** The first of all places, and the last. */
  static final ListPlace FIRST = new ListPlace(Long.MIN_VALUE, Long.MIN_VALUE);

  static final ListPlace LAST = new ListPlace(Long.MAX_VALUE, Long.MAX_VALUE);
}
