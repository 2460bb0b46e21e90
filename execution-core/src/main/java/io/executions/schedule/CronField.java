package io.executions.schedule;

import java.util.List;
import java.util.Locale;

/** A field of a cron expression, with the values that it takes. */
enum CronField {
  SECOND("second", 0, 59, List.of()),
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY_OF_MONTH("day of the month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  /** 0 and 7 are Sunday; inside here it is 0. */
  DAY_OF_WEEK("weekday", 0, 6, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private static final int SUNDAY_AGAIN = 7;

  private final String title;
  private final int first;
  private final int last;
  private final List<String> names;

  CronField(String title, int first, int last, List<String> names) {
    this.title = title;
    this.first = first;
    this.last = last;
    this.names = names;
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  /** Returns how many values there are. */
  int size() {
    return last - first + 1;
  }

  /**
   * Returns the value that a number or a name says.
   *
   * @throws WrongCronException if it says none
   */
  int value(String text) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return first + named;
    }
    int value = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    if (this == DAY_OF_WEEK && value == SUNDAY_AGAIN) {
      return first;
    }
    if (value < first || value > last) {
      throw wrong("\"%s\" is none from %s".formatted(text, range()));
    }
    return value;
  }

  private String range() {
    String numbers = first + " to " + (this == DAY_OF_WEEK ? SUNDAY_AGAIN : last);
    return names.isEmpty()
        ? numbers
        : "%s or %s to %s".formatted(numbers, names.get(0), names.get(names.size() - 1));
  }

  /** Returns what says that the field is wrong. */
  WrongCronException wrong(String detail) {
    return new WrongCronException("has a wrong %s: %s".formatted(title, detail));
  }
}
