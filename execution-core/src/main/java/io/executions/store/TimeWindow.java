package io.executions.store;

import io.executions.api.Faults;
import io.executions.database.Micros;
import java.time.Instant;
import java.util.Optional;

/**
 * A span of time, in microseconds since 1970.
 *
 * @param from when it begins
 * @param to when it ends; not part of it
 */
record TimeWindow(long from, long to) {
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /** Returns the one asked for, or else adds what is wrong: up to now, from an hour before on. */
  static Optional<TimeWindow> of(
      Optional<Instant> from, Optional<Instant> to, long now, Faults faults) {
    boolean known = isTime("/from", from, faults) & isTime("/to", to, faults);
    if (!known) {
      return Optional.empty();
    }
    long end = to.map(Micros::of).orElse(now);
    long begin = from.map(Micros::of).orElse(end - Series.HOUR);
    if (begin >= end) {
      faults.add("/from", to.isPresent() ? "must be before to" : "must be before now");
      return Optional.empty();
    }
    return Optional.of(new TimeWindow(begin, end));
  }

  private static boolean isTime(String pointer, Optional<Instant> given, Faults faults) {
    boolean is =
        given.isEmpty() || !given.get().isBefore(Instant.EPOCH) && given.get().isBefore(END);
    if (!is) {
      faults.add(pointer, "must be from the year 1970 to the year 9999");
    }
    return is;
  }
}
