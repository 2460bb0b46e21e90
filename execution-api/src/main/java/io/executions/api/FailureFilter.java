package io.executions.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Which failures to sum up.
 *
 * @param from those that failed then or later, or from an hour before {@code to} on
 * @param to those that failed before, or until now
 */
public record FailureFilter(Optional<Instant> from, Optional<Instant> to) {
  /** Returns the filter for the last hour. */
  public static FailureFilter lastHour() {
    return new FailureFilter(Optional.empty(), Optional.empty());
  }

  /** Returns a copy for that time. */
  public FailureFilter between(Instant newFrom, Instant newTo) {
    return new FailureFilter(Optional.of(newFrom), Optional.of(newTo));
  }
}
