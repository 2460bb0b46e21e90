package io.executions.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a schedule creates. */
public enum ScheduleState {
  /** It creates when its time comes. */
  ACTIVE,
  /** Somebody paused it. */
  PAUSED,
  /** None of its times is to come. */
  ENDED,
  /** The code that defined it does so no more; it creates nothing by itself. */
  RETIRED;

  /** Returns the name used in JSON and in the database. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the one of that JSON name, or empty if there is none. */
  public static Optional<ScheduleState> fromJsonName(String name) {
    return Stream.of(values()).filter(one -> one.jsonName().equals(name)).findFirst();
  }
}
