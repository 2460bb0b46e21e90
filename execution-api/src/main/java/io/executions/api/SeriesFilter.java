package io.executions.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which figures over time to return: 1 to {@value #MAX_POINTS} of them.
 *
 * @param from from when on, or from an hour before {@code to}; moved back to the beginning of a
 *     step, as steps are counted from 1970 on in UTC
 * @param to until when, or until now; moved on to the end of a step
 * @param step how much time one figure stands for: 1 to 59 whole minutes, from two days ago on; or
 *     1 to 2,160 whole hours
 * @param type of this type only, if given
 * @param queue of this queue only, if given; not together with a type
 */
public record SeriesFilter(
    Optional<Instant> from,
    Optional<Instant> to,
    Duration step,
    Optional<String> type,
    Optional<String> queue) {

  /** The most figures that are returned at once. */
  public static final int MAX_POINTS = 1500;

  /** The step when none is given. */
  public static final Duration DEFAULT_STEP = Duration.ofMinutes(1);

  /** The longest step. */
  public static final Duration MAX_STEP = Duration.ofDays(90);

  /** How far back steps of less than an hour reach. */
  public static final Duration MINUTES_KEPT = Duration.ofDays(2);

  /** What a step must be. */
  public static final String STEP_RULE =
      "must be 1 to 59 whole minutes or 1 to 2160 whole hours, such as PT1M";

  private static final Duration HOUR = Duration.ofHours(1);

  /** Returns whether a step may be so long. */
  public static boolean isStep(Duration step) {
    Duration unit = step.compareTo(HOUR) < 0 ? DEFAULT_STEP : HOUR;
    return step.compareTo(unit) >= 0
        && step.compareTo(MAX_STEP) <= 0
        && step.minus(unit.multipliedBy(step.dividedBy(unit))).isZero();
  }

  /** Returns the filter for the last hour of all types, by minutes. */
  public static SeriesFilter lastHour() {
    return new SeriesFilter(
        Optional.empty(), Optional.empty(), DEFAULT_STEP, Optional.empty(), Optional.empty());
  }

  /** Returns a copy for that time. */
  public SeriesFilter between(Instant newFrom, Instant newTo) {
    return new SeriesFilter(Optional.of(newFrom), Optional.of(newTo), step, type, queue);
  }

  /** Returns a copy with that step. */
  public SeriesFilter withStep(Duration newStep) {
    return new SeriesFilter(from, to, newStep, type, queue);
  }

  /** Returns a copy for this type only. */
  public SeriesFilter withType(String newType) {
    return new SeriesFilter(from, to, step, Optional.of(newType), queue);
  }

  /** Returns a copy for this queue only. */
  public SeriesFilter withQueue(String newQueue) {
    return new SeriesFilter(from, to, step, type, Optional.of(newQueue));
  }
}
