package io.executions.store;

import io.executions.api.RateLimit;

/**
 * How often executions of a queue may start, by the generic cell rate algorithm: all that is kept
 * is one time, at which another start would be in time if starts came evenly. All times are in
 * microseconds.
 *
 * @param interval how far even starts are from each other
 * @param tolerance how much before its time one may start
 * @param period the period of the limit
 */
record Rate(long interval, long tolerance, long period) {
  static Rate of(RateLimit limit) {
    long period = limit.period().toMillis() * 1000;
    // Rounded up, so that a period never holds one more.
    long interval = Math.max(1, (period + limit.count() - 1) / limit.count());
    return new Rate(interval, (limit.burst() - 1) * interval, period);
  }

  /** Returns how many may start now. */
  long allowed(long keptAt, long now) {
    long ahead = inReason(keptAt, now) - now;
    if (ahead <= 0) {
      return tolerance / interval + 1;
    }
    return ahead > tolerance ? 0 : (tolerance - ahead) / interval + 1;
  }

  /** Returns what is to be kept after so many starts. */
  long after(long keptAt, long now, long starts) {
    return Math.max(inReason(keptAt, now), now) + starts * interval;
  }

  /** Returns from when on another one may start. */
  long nextStart(long keptAt, long now) {
    return Math.max(now, inReason(keptAt, now) - tolerance);
  }

  /** The clock may have been set back since, and nobody is to wait for that. */
  private long inReason(long keptAt, long now) {
    return Math.min(keptAt, now + Math.max(period, tolerance + interval));
  }
}
