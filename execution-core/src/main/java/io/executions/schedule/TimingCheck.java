package io.executions.schedule;

import io.executions.api.Faults;
import io.executions.api.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes a {@link Recurrence} of what people write, or says what is wrong with it. */
public final class TimingCheck {
  private static final String CRON = "/cron";
  private static final String EVERY = "/every";

  private TimingCheck() {}

  /**
   * Returns when the times of a schedule are.
   *
   * @param anchor when it was saved first, from when on an interval without a beginning counts
   * @param faults takes what is wrong, if anything is, at {@code /cron}, {@code /every} and {@code
   *     /timeZone}; then nothing is returned
   */
  public static Optional<Recurrence> read(Timing timing, Instant anchor, Faults faults) {
    Optional<ZoneId> zone = TimeZones.find(timing.timeZone());
    if (zone.isEmpty()) {
      faults.add("/timeZone", TimeZones.fault(timing.timeZone()));
    }
    if (timing.cron().isPresent() == timing.every().isPresent()) {
      boolean both = timing.cron().isPresent();
      faults.add(both ? EVERY : CRON, both ? "must not stand beside cron" : "or every is required");
    }
    Optional<Recurrence> cron =
        timing.cron().flatMap(text -> cron(text, zone.orElse(ZoneOffset.UTC), faults));
    Optional<Recurrence> every =
        timing.every().flatMap(length -> every(length, timing.startAt(), anchor, faults));
    return faults.isEmpty() ? cron.or(() -> every) : Optional.empty();
  }

  private static Optional<Recurrence> cron(String text, ZoneId zone, Faults faults) {
    if (text.length() > CronParser.LONGEST) {
      faults.add(CRON, "must have at most %d characters".formatted(CronParser.LONGEST));
      return Optional.empty();
    }
    try {
      return Optional.of(CronParser.parse(text, zone));
    } catch (WrongCronException e) {
      faults.add(CRON, e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Recurrence> every(
      Duration length, Optional<Instant> startAt, Instant anchor, Faults faults) {
    if (!Timing.isInterval(length)) {
      faults.add(EVERY, Timing.EVERY_RULE);
      return Optional.empty();
    }
    Instant first = startAt.orElse(anchor.plus(length));
    return Optional.of(new Interval(length, first.truncatedTo(ChronoUnit.MICROS)));
  }
}
