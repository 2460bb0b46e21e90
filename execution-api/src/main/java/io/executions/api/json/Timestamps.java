package io.executions.api.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as JSON and query parameters have them: RFC 3339, any offset in, UTC out. */
public final class Timestamps {
  /** What the fault of any other text says. */
  public static final String RULE =
      "must be an RFC 3339 time with an offset, such as 2030-01-31T08:00:00Z, in the years 1970 to"
          + " 9999";

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /** Date, time to the minute, second, fraction, offset. */
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}):([0-9]{2})(?:\\.([0-9]++))?"
              + "([Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])");

  /** More digits are no error, but nothing here can tell such times apart. */
  private static final int MOST_DIGITS = 9;

  private Timestamps() {}

  /** Returns the time that the text says, or empty if it says none within the years allowed. */
  public static Optional<Instant> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return instant(form).filter(i -> !i.isBefore(FIRST) && i.isBefore(END));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(Matcher form) {
    boolean leap = form.group(3).equals("60");
    LocalTime time = LocalTime.parse(form.group(2) + ":" + (leap ? "59" : form.group(3)));
    LocalDateTime utc =
        LocalDate.parse(form.group(1)).atTime(time).minusMinutes(offsetMinutes(form.group(5)));
    if (leap) {
      return isEndOfMonth(utc) ? Optional.of(toInstant(utc.plusSeconds(1))) : Optional.empty();
    }
    return Optional.of(toInstant(utc).plusNanos(nanos(form.group(4))));
  }

  /** Leap seconds are the last ones of a month; here each is one with the first that follows. */
  private static boolean isEndOfMonth(LocalDateTime utc) {
    return utc.getHour() == 23
        && utc.getMinute() == 59
        && utc.getDayOfMonth() == YearMonth.from(utc).lengthOfMonth();
  }

  private static Instant toInstant(LocalDateTime utc) {
    return utc.toInstant(ZoneOffset.UTC);
  }

  private static int offsetMinutes(String offset) {
    if (offset.length() == 1) {
      return 0;
    }
    int minutes = Integer.parseInt(offset, 1, 3, 10) * 60 + Integer.parseInt(offset, 4, 6, 10);
    return offset.charAt(0) == '-' ? -minutes : minutes;
  }

  private static int nanos(String fraction) {
    if (fraction == null) {
      return 0;
    }
    String digits = fraction.length() > MOST_DIGITS ? fraction.substring(0, MOST_DIGITS) : fraction;
    return Integer.parseInt(digits + "0".repeat(MOST_DIGITS - digits.length()));
  }

  /** Returns the text of a time. */
  public static String write(Instant instant) {
    return instant.toString();
  }
}
