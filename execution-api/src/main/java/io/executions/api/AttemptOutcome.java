package io.executions.api;

import java.util.Locale;

/** How one attempt of an execution ended. */
public enum AttemptOutcome {
  /** The handler returned. */
  COMPLETED,
  /** The handler threw, or its output could not be kept. */
  FAILED,
  /** It ran longer than its {@code timeoutMs}. */
  TIMED_OUT,
  /** Somebody asked to cancel it, and the handler did not complete. */
  CANCELLED,
  /** Its node died, or lost its place in the cluster, before the end was recorded. */
  INTERRUPTED,
  /** It was given back without having run to an end, so it cost none of the allowed attempts. */
  RELEASED,
  /**
   * The handler asked for another attempt at a later time, so it cost none of the allowed attempts.
   */
  SNOOZED;

  /** Returns the name used in JSON and in the database, for example {@code timed_out}. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the outcome of that JSON name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AttemptOutcome fromJsonName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
