package io.executions.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a schedule's times are: by a cron expression, or at a fixed interval.
 *
 * @param cron five fields (minute, hour, day of the month, month, weekday), six with the seconds
 *     first, or {@code @hourly}, {@code @daily}, {@code @weekly}, {@code @monthly}, {@code @yearly}
 * @param every how far one time is from the next; given exactly where {@code cron} is not
 * @param timeZone the zone of the IANA database that {@code cron} is read in, such as {@code
 *     Europe/Berlin}; an interval knows none
 * @param startAt no time is before it; an interval counts from it, and without it from when the
 *     schedule was saved first
 */
public record Timing(
    Optional<String> cron, Optional<Duration> every, String timeZone, Optional<Instant> startAt) {

  /** The time zone where none is named. */
  public static final String DEFAULT_ZONE = "UTC";

  /** The shortest interval. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** The longest interval. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /** What an interval must be. */
  public static final String EVERY_RULE =
      "must be an ISO-8601 duration from PT1S to P366D, in whole milliseconds";

  private static final int NANOS_PER_MILLI = 1_000_000;

  /** Returns the timing of a cron expression, in UTC. */
  public static Timing cron(String expression) {
    return new Timing(Optional.of(expression), Optional.empty(), DEFAULT_ZONE, Optional.empty());
  }

  /** Returns the timing of an interval. */
  public static Timing every(Duration length) {
    return new Timing(Optional.empty(), Optional.of(length), DEFAULT_ZONE, Optional.empty());
  }

  /** Returns whether an interval may be so long. */
  public static boolean isInterval(Duration length) {
    return length.compareTo(SHORTEST) >= 0
        && length.compareTo(LONGEST) <= 0
        && length.getNano() % NANOS_PER_MILLI == 0;
  }

  /** Returns a copy in that time zone. */
  public Timing in(String newZone) {
    return new Timing(cron, every, newZone, startAt);
  }

  /** Returns a copy that begins then. */
  public Timing startingAt(Instant newStart) {
    return new Timing(cron, every, timeZone, Optional.of(newStart));
  }
}
