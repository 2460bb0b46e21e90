package io.executions.api;

import java.util.Locale;

/** How far a bulk has come. */
public enum BulkState {
  /** A node works on it, or will as soon as one has time. */
  RUNNING,
  /** It has been done to all, but for those that are counted as skipped or failed. */
  COMPLETED,
  /** Somebody stopped it; what it had done by then stays. */
  STOPPED,
  /** It could not be done, as its error says; what it had done by then stays. */
  FAILED;

  /** Returns the name used in JSON and in the database. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the state of that JSON name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static BulkState fromJsonName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
