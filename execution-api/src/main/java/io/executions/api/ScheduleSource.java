package io.executions.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a schedule is defined. */
public enum ScheduleSource {
  /** By {@link ScheduleService#putSchedule} or a request. */
  API,
  /** By a {@link ScheduleDefinition}. */
  CODE;

  /** Returns the name used in JSON. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the one of that JSON name, or empty if there is none. */
  public static Optional<ScheduleSource> fromJsonName(String name) {
    return Stream.of(values()).filter(one -> one.jsonName().equals(name)).findFirst();
  }
}
