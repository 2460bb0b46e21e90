package io.executions.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Which times of a schedule to show before there is one.
 *
 * @param timing when its times are
 * @param from from when on, that moment included; from now on if not given. An interval without
 *     {@code startAt} is taken to be saved then
 * @param count how many times, 1 to {@value #MAX_COUNT}
 */
public record SchedulePreview(Timing timing, Optional<Instant> from, int count) {
  /** The most times that are shown at once. */
  public static final int MAX_COUNT = 100;

  /** How many are shown where nobody says it. */
  public static final int DEFAULT_COUNT = 10;

  /** Returns the preview of the next {@value #DEFAULT_COUNT} times from now on. */
  public static SchedulePreview of(Timing timing) {
    return new SchedulePreview(timing, Optional.empty(), DEFAULT_COUNT);
  }

  /** Returns a copy from then on. */
  public SchedulePreview from(Instant newFrom) {
    return new SchedulePreview(timing, Optional.of(newFrom), count);
  }

  /** Returns a copy with so many times. */
  public SchedulePreview withCount(int newCount) {
    return new SchedulePreview(timing, from, newCount);
  }
}
