package io.executions.schedule;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When something comes again and again. Immutable. */
public sealed interface Recurrence permits Cron, Interval {
  /** After it nothing comes any more: JSON and databases have years of four digits. */
  Instant END = Year.of(10_000).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();

  /**
   * Returns the first time after an instant, or empty if none comes before the year 10000.
   *
   * @param instant in the years 1 to 9999
   */
  Optional<Instant> after(Instant instant);

  /** Returns the first times from an instant on, the instant included; at most so many. */
  default List<Instant> from(Instant instant, int most) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> next = after(instant.minusNanos(1));
    while (next.isPresent() && times.size() < most) {
      times.add(next.get());
      next = after(next.get());
    }
    return times;
  }
}
