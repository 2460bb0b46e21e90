package io.executions.schedule;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The dates of a cron expression.
 *
 * @param months in which months
 * @param days on which of their days
 */
record CronDates(CronValues months, Predicate<LocalDate> days) {
  /** After so many years the calendar is the same again, with its weekdays. */
  private static final int CYCLE_YEARS = 400;

  private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);
  private static final int LAST_YEAR = 9999;

  /** Returns whether there is no such date at all. */
  boolean neverCome() {
    return from(SOME_DAY).isEmpty();
  }

  /** Returns the first date from one on. */
  Optional<LocalDate> from(LocalDate earliest) {
    int end = Math.min(LAST_YEAR, earliest.getYear() + CYCLE_YEARS);
    LocalDate date = earliest;
    while (date.getYear() <= end) {
      if (!months.has(date.getMonthValue())) {
        date = date.withDayOfMonth(1).plusMonths(1);
      } else if (days.test(date)) {
        return Optional.of(date);
      } else {
        date = date.plusDays(1);
      }
    }
    return Optional.empty();
  }
}
