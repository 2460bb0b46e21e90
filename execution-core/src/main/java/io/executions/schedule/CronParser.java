package io.executions.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads cron expressions: five fields as crontab has them, or six with the seconds first. */
public final class CronParser {
  /** The longest expression, in characters. */
  public static final int LONGEST = 200;

  private static final int FIVE = 5;
  private static final int SIX = 6;

  private static final Map<String, String> NAMED =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *");

  private static final String ANY = "?";
  private static final Set<String> NO_BOUND = Set.of("*", "*/1", ANY);
  private static final Set<String> EVERY_HOUR = Set.of("*", "*/1", "0-23");

  private final List<String> wrong = new ArrayList<>();

  private CronParser() {}

  /**
   * Returns the times that an expression says in a time zone.
   *
   * @throws WrongCronException if it says none, with all that is wrong
   */
  static Cron parse(String text, ZoneId zone) {
    return new CronParser().read(text, zone);
  }

  private Cron read(String text, ZoneId zone) {
    List<String> fields = fields(text);
    boolean seconds = fields.size() == SIX;
    List<String> five = fields.subList(fields.size() - FIVE, fields.size());
    String ofMonth = five.get(2);
    String ofWeek = five.get(4);
    CronClock clock =
        new CronClock(
            values(CronField.SECOND, seconds ? fields.get(0) : "0"),
            values(CronField.MINUTE, five.get(0)),
            values(CronField.HOUR, five.get(1)));
    CronDates dates = new CronDates(values(CronField.MONTH, five.get(3)), days(ofMonth, ofWeek));
    checkTogether(ofMonth, ofWeek, seconds);
    refuse();
    if (dates.neverCome()) {
      throw new WrongCronException("never comes: none of its months has such a day");
    }
    return new Cron(dates, clock, EVERY_HOUR.contains(five.get(1)), zone);
  }

  private static List<String> fields(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("@")) {
      String named = NAMED.get(trimmed.toLowerCase(Locale.ROOT));
      if (named == null) {
        throw new WrongCronException(
            "must be five or six fields, or @hourly, @daily, @weekly, @monthly or @yearly");
      }
      return List.of(named.split(" "));
    }
    List<String> fields = List.of(trimmed.split("[ \t]+"));
    if (fields.size() < FIVE || fields.size() > SIX) {
      throw new WrongCronException(
          "must have five fields (minute hour day month weekday) or six (with the second first),"
              + " not %d%s"
                  .formatted(
                      trimmed.isEmpty() ? 0 : fields.size(),
                      fields.size() == SIX + 1 ? ": there is no field for the year" : ""));
    }
    return fields;
  }

  private CronValues values(CronField field, String text) {
    return read(text, given -> CronValues.parse(field, given), new CronValues(0));
  }

  /** With five fields, of two that leave days out either matches; but * with a step is no bound. */
  private Predicate<LocalDate> days(String ofMonth, String ofWeek) {
    Predicate<LocalDate> month = days(ofMonth, CronDay::ofMonth);
    Predicate<LocalDate> week = days(ofWeek, CronDay::ofWeek);
    return names(ofMonth) && names(ofWeek) ? month.or(week) : month.and(week);
  }

  private static boolean names(String days) {
    return !days.startsWith("*") && !days.equals(ANY);
  }

  private Predicate<LocalDate> days(String text, Function<String, Predicate<LocalDate>> reading) {
    return read(text.equals(ANY) ? "*" : text, reading, date -> true);
  }

  /** What other programs understand in two ways is refused. */
  private void checkTogether(String ofMonth, String ofWeek, boolean seconds) {
    if (seconds && !NO_BOUND.contains(ofMonth) && !NO_BOUND.contains(ofWeek)) {
      wrong.add(
          "names days of the month and weekdays: with six fields, one of them must be * or ?");
    }
    boolean any = ofMonth.equals(ANY) || ofWeek.equals(ANY);
    if (any && ofWeek.replaceAll("[/#][0-9]*", "").matches(".*[0-9].*")) {
      wrong.add(
          "has a weekday as a number beside ?, which counts from Sunday as 1 elsewhere: write its"
              + " name, such as MON");
    }
  }

  private <T> T read(String text, Function<String, T> reading, T otherwise) {
    try {
      return reading.apply(text);
    } catch (WrongCronException e) {
      wrong.add(e.getMessage());
      return otherwise;
    }
  }

  private void refuse() {
    if (!wrong.isEmpty()) {
      throw new WrongCronException(String.join("; ", wrong));
    }
  }
}
