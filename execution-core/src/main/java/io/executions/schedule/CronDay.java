package io.executions.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the two fields of days, each of which says of a date whether it is one. */
final class CronDay {
  private static final Pattern BEFORE_LAST = Pattern.compile("L-([0-9]{1,2})");
  private static final Pattern NEAREST = Pattern.compile("([0-9]{1,2})W");
  private static final Pattern LAST_WEEKDAY = Pattern.compile("([0-7]|[A-Z]{3})L");
  private static final Pattern NTH_WEEKDAY = Pattern.compile("([^#]+)#(.*)");
  private static final int MOST_BEFORE_LAST = 30;
  private static final int DAYS = 7;
  private static final int MOST_WEEKS = 5;

  private CronDay() {}

  /**
   * Reads a list for the day of the month, with {@code L}, {@code L-3}, {@code LW} and {@code 15W}.
   *
   * @throws WrongCronException if it is none
   */
  static Predicate<LocalDate> ofMonth(String text) {
    return anyOf(text, CronDay::partOfMonth);
  }

  /**
   * Reads a list for the weekday, with {@code FRIL} and {@code FRI#2}.
   *
   * @throws WrongCronException if it is none
   */
  static Predicate<LocalDate> ofWeek(String text) {
    return anyOf(text, CronDay::partOfWeek);
  }

  private interface Reading {
    Predicate<LocalDate> read(String part);
  }

  private static Predicate<LocalDate> anyOf(String text, Reading reading) {
    Predicate<LocalDate> any = date -> false;
    for (String part : text.toUpperCase(Locale.ROOT).split(",", -1)) {
      any = any.or(reading.read(part));
    }
    return any;
  }

  private static Predicate<LocalDate> partOfMonth(String part) {
    if (part.equals("L")) {
      return date -> date.getDayOfMonth() == date.lengthOfMonth();
    }
    if (part.equals("LW")) {
      return date -> date.getDayOfMonth() == workingDay(date, date.lengthOfMonth());
    }
    Matcher beforeLast = BEFORE_LAST.matcher(part);
    if (beforeLast.matches()) {
      int before = Integer.parseInt(beforeLast.group(1));
      if (before > MOST_BEFORE_LAST) {
        throw CronField.DAY_OF_MONTH.wrong("\"%s\" is before every month".formatted(part));
      }
      return date -> date.getDayOfMonth() == date.lengthOfMonth() - before;
    }
    Matcher nearest = NEAREST.matcher(part);
    if (nearest.matches()) {
      int day = CronField.DAY_OF_MONTH.value(nearest.group(1));
      return date -> day <= date.lengthOfMonth() && date.getDayOfMonth() == workingDay(date, day);
    }
    long bits = CronValues.part(CronField.DAY_OF_MONTH, part);
    return date -> new CronValues(bits).has(date.getDayOfMonth());
  }

  /** Returns the day from Monday to Friday that is nearest to a day of the date's month, in it. */
  private static int workingDay(LocalDate date, int day) {
    DayOfWeek weekday = date.withDayOfMonth(day).getDayOfWeek();
    return switch (weekday) {
      case SATURDAY -> day == 1 ? day + 2 : day - 1;
      case SUNDAY -> day == date.lengthOfMonth() ? day - 2 : day + 1;
      default -> day;
    };
  }

  private static Predicate<LocalDate> partOfWeek(String part) {
    if (part.equals("L")) {
      throw CronField.DAY_OF_WEEK.wrong("L needs the weekday that it is the last of, as in FRIL");
    }
    Matcher last = LAST_WEEKDAY.matcher(part);
    if (last.matches()) {
      int weekday = CronField.DAY_OF_WEEK.value(last.group(1));
      return date -> weekday(date) == weekday && date.getDayOfMonth() > date.lengthOfMonth() - DAYS;
    }
    Matcher nth = NTH_WEEKDAY.matcher(part);
    if (nth.matches()) {
      int weekday = CronField.DAY_OF_WEEK.value(nth.group(1));
      int week = nth.group(2).matches("[1-5]") ? Integer.parseInt(nth.group(2)) : 0;
      if (week == 0) {
        throw CronField.DAY_OF_WEEK.wrong(
            "a month has 1 to %d of one, not \"%s\"".formatted(MOST_WEEKS, nth.group(2)));
      }
      return date -> weekday(date) == weekday && (date.getDayOfMonth() - 1) / DAYS + 1 == week;
    }
    long bits = CronValues.part(CronField.DAY_OF_WEEK, part);
    return date -> new CronValues(bits).has(weekday(date));
  }

  private static int weekday(LocalDate date) {
    return date.getDayOfWeek().getValue() % DAYS;
  }
}
