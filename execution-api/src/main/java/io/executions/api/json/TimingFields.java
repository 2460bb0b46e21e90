package io.executions.api.json;

import io.executions.api.Timing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a {@link Timing}, which stand beside others. */
final class TimingFields {
  private static final String CRON = "cron";
  private static final String EVERY = "every";
  private static final String ZONE = "timeZone";
  private static final String START = "startAt";

  /** As the document of the interface says; the JDK takes signs and small letters, too. */
  private static final Pattern DURATION =
      Pattern.compile(
          "P([0-9]{1,9}D|(?:[0-9]{1,9}D)?T(?=[0-9])(?:[0-9]{1,9}H)?(?:[0-9]{1,9}M)?"
              + "(?:[0-9]{1,9}([.][0-9]{1,9})?S)?)");

  private TimingFields() {}

  static SparseObject write(Timing timing, SparseObject to) {
    return to.addText(CRON, timing.cron())
        .addText(EVERY, timing.every().map(TimingFields::writeDuration))
        .add(ZONE, timing.timeZone())
        .addTime(START, timing.startAt());
  }

  /** Returns what the fields say; one that cannot be read is taken for something right. */
  static Timing read(FieldReader fields) {
    Optional<String> cron = fields.text(CRON);
    Optional<Duration> every = fields.parsed(EVERY, TimingFields::parseDuration, Timing.EVERY_RULE);
    Optional<String> zone = fields.text(ZONE);
    Optional<Instant> start = fields.parsed(START, Timestamps::parse, Timestamps.RULE);
    return new Timing(
        cron.or(() -> fields.has(CRON) ? Optional.of("* * * * *") : Optional.empty()),
        every.or(() -> fields.has(EVERY) ? Optional.of(Timing.SHORTEST) : Optional.empty()),
        zone.orElse(Timing.DEFAULT_ZONE),
        start);
  }

  static Optional<Duration> parseDuration(String text) {
    if (!DURATION.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.parse(text)).filter(Timing::isInterval);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Two days and more with days, which {@link Duration#toString()} writes as hours. */
  static String writeDuration(Duration duration) {
    long days = duration.toDays();
    Duration rest = duration.minusDays(days);
    if (days < 2) {
      return duration.toString();
    }
    return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
  }
}
