package io.executions.store;

import java.util.Comparator;

/**
 * The place of an execution in a list: ids are not chronological, so it takes a time and the id.
 *
 * @param time the time by which the list goes, in microseconds since 1970
 * @param id the execution
 */
record Place(long time, long id) {
  static final Comparator<Place> ASCENDING =
      Comparator.comparingLong(Place::time).thenComparingLong(Place::id);

  /** The first of all places, and the last. */
  static final Place FIRST = new Place(Long.MIN_VALUE, Long.MIN_VALUE);

  static final Place LAST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
}
