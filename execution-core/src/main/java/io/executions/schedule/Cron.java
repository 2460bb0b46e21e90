package io.executions.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/** The times of a cron expression in a time zone. Thread-safe. */
public final class Cron implements Recurrence {
  private final CronDates dates;
  private final CronClock clock;
  private final boolean everyHour;
  private final ZoneRules rules;

  Cron(CronDates dates, CronClock clock, boolean everyHour, ZoneId zone) {
    this.dates = dates;
    this.clock = clock;
    this.everyHour = everyHour;
    this.rules = zone.getRules();
  }

  @Override
  public Optional<Instant> after(Instant instant) {
    return (everyHour ? inEveryHour(instant) : atNamedHours(instant))
        .filter(time -> time.isBefore(END));
  }

  /** What runs every hour goes by what has passed: gaps are left out, and repeats count twice. */
  private Optional<Instant> inEveryHour(Instant instant) {
    ZoneOffset offset = rules.getOffset(instant);
    ZoneOffsetTransition change = rules.nextTransition(instant);
    Optional<LocalDateTime> local = localFrom(secondAfter(instant, offset));
    while (local.isPresent() && change != null && !isBefore(local.get(), change)) {
      local = localFrom(change.getDateTimeAfter());
      offset = change.getOffsetAfter();
      change = rules.nextTransition(change.getInstant());
    }
    ZoneOffset then = offset;
    return local.map(time -> time.toInstant(then));
  }

  private static boolean isBefore(LocalDateTime local, ZoneOffsetTransition change) {
    return local.isBefore(change.getDateTimeBefore());
  }

  /** What names an hour goes by the clock on the wall: each of its times is there once. */
  private Optional<Instant> atNamedHours(Instant instant) {
    ZoneOffset offset = rules.getOffset(instant);
    LocalDateTime earliest = secondAfter(instant, offset);
    ZoneOffsetTransition change = rules.getTransition(LocalDateTime.ofInstant(instant, offset));
    if (change != null && change.getOffsetAfter().equals(offset)) {
      // All times up to the end of the repeat have been at their first one.
      earliest = later(earliest, change.getDateTimeBefore());
    }
    Optional<LocalDateTime> local = localFrom(earliest);
    while (local.isPresent() && !once(local.get()).isAfter(instant)) {
      local = localFrom(local.get().plusSeconds(1));
    }
    return local.map(this::once);
  }

  /** A time in a gap is the moment of the jump; one that is there twice is the first. */
  private Instant once(LocalDateTime local) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return offsets.isEmpty()
        ? rules.getTransition(local).getInstant()
        : local.toInstant(offsets.get(0));
  }

  private static LocalDateTime secondAfter(Instant instant, ZoneOffset offset) {
    return LocalDateTime.ofInstant(instant, offset).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
    return one.isBefore(other) ? other : one;
  }

  private Optional<LocalDateTime> localFrom(LocalDateTime earliest) {
    LocalDate day = earliest.toLocalDate();
    Optional<LocalDate> found = dates.from(day);
    int second = clock.from(found.equals(Optional.of(day)) ? secondOfDay(earliest) : 0);
    if (second < 0) {
      found = dates.from(day.plusDays(1));
      second = clock.from(0);
    }
    LocalTime time = LocalTime.ofSecondOfDay(second);
    return found.map(date -> date.atTime(time));
  }

  private static int secondOfDay(LocalDateTime time) {
    return time.toLocalTime().toSecondOfDay();
  }
}
