package io.executions.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The same time again and again; it knows no time zone.
 *
 * @param length how far one time is from the next, more than nothing
 * @param first the first time
 */
public record Interval(Duration length, Instant first) implements Recurrence {
  @Override
  public Optional<Instant> after(Instant instant) {
    if (instant.isBefore(first)) {
      return Optional.of(first);
    }
    long passed = Duration.between(first, instant).dividedBy(length);
    return Optional.of(first.plus(length.multipliedBy(passed + 1)))
        .filter(time -> time.isBefore(END));
  }
}
