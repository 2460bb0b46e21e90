package io.executions.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a schedule does about times that passed while no node was there to create. */
public enum CatchUp {
  /** Creates one execution for all of them, for the latest. */
  LATEST,
  /** Creates one for each, the oldest first. */
  ALL,
  /** Creates none for what is more than a minute late. */
  NONE;

  /** Returns the name used in JSON and in the database. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the one of that JSON name, or empty if there is none. */
  public static Optional<CatchUp> fromJsonName(String name) {
    return Stream.of(values()).filter(one -> one.jsonName().equals(name)).findFirst();
  }
}
