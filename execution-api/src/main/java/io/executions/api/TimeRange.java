package io.executions.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time. Two of them that follow each other share nothing and leave nothing out.
 *
 * @param after its first moment; none for one without a beginning
 * @param before its end, which does not belong to it; none for one without an end
 */
public record TimeRange(Optional<Instant> after, Optional<Instant> before) {
  /** All of time. */
  public static final TimeRange ALL = new TimeRange(Optional.empty(), Optional.empty());

  /** Returns the stretch from one moment on and up to another, without that. */
  public static TimeRange of(Instant after, Instant before) {
    return new TimeRange(Optional.of(after), Optional.of(before));
  }

  /** Returns all that is not before that moment. */
  public static TimeRange from(Instant after) {
    return new TimeRange(Optional.of(after), Optional.empty());
  }

  /** Returns all that is before that moment. */
  public static TimeRange until(Instant before) {
    return new TimeRange(Optional.empty(), Optional.of(before));
  }

  /** Returns whether it is all of time. */
  public boolean isAll() {
    return after.isEmpty() && before.isEmpty();
  }

  /** Returns whether no moment belongs to it. */
  public boolean isEmpty() {
    return after.isPresent() && before.isPresent() && !after.get().isBefore(before.get());
  }

  /**
   * Returns whether it has a beginning and is no longer than that.
   *
   * @param now until when it lasts if it has no end
   */
  public boolean isWithin(Duration most, Instant now) {
    return after.isPresent()
        && Duration.between(after.get(), before.orElse(now)).compareTo(most) <= 0;
  }
}
