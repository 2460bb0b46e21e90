package io.executions.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a schedule does when its time comes and its last execution is unfinished: pending or
 * running.
 */
public enum Overlap {
  /** Creates another one. */
  ALLOW,
  /** Leaves this time out, and counts it. */
  SKIP,
  /** Lets one time wait for the end of the last one; further ones are left out and counted. */
  QUEUE;

  /** Returns the name used in JSON and in the database. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the one of that JSON name, or empty if there is none. */
  public static Optional<Overlap> fromJsonName(String name) {
    return Stream.of(values()).filter(one -> one.jsonName().equals(name)).findFirst();
  }
}
