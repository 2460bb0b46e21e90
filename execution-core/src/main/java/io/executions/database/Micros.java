package io.executions.database;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as microseconds since 1970 in UTC: what every time column holds. */
public final class Micros {
  /** The microseconds of a second. */
  public static final long SECOND = 1_000_000L;

  /** The microseconds of a day. */
  public static final long DAY = 86_400_000_000L;

  private Micros() {}

  /** Returns the microseconds of that instant, or null for null. */
  public static Long of(Instant instant) {
    if (instant == null) {
      return null;
    }
    // Not ChronoUnit.MICROS.between, which counts nanoseconds and overflows in the year 2262.
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }

  /** Returns the instant of so many microseconds, or null for null. */
  public static Instant toInstant(Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
