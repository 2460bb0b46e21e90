package io.executions.web.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Points in time as JSON has them: ISO-8601, any offset in, UTC out. */
final class Timestamps {
  static final String RULE =
      "must be an ISO-8601 time with an offset, such as 2030-01-31T08:00:00Z, in the years 1970 to"
          + " 9999";

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .parseLenient()
          .appendOffset("+HH:MM:ss", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

  private Timestamps() {}

  /** Returns the time that the text says, or empty if it says none within the years allowed. */
  static Optional<Instant> parse(String text) {
    try {
      Instant instant = OffsetDateTime.parse(withColon(text), WITH_OFFSET).toInstant();
      return Optional.of(instant).filter(i -> !i.isBefore(FIRST) && i.isBefore(END));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** ISO-8601 knows offsets without a colon, too. */
  private static String withColon(String text) {
    return text.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
  }

  static String write(Instant instant) {
    return instant.toString();
  }
}
