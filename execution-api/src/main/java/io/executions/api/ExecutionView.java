package io.executions.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of each execution a list shows. */
public enum ExecutionView {
  /** All of it. */
  FULL,
  /** All but its input and output, which the database then does not read. */
  SUMMARY;

  /** Returns the name used in requests. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the view of that name, if there is one. */
  public static Optional<ExecutionView> fromJsonName(String name) {
    return Arrays.stream(values()).filter(view -> view.jsonName().equals(name)).findFirst();
  }
}
