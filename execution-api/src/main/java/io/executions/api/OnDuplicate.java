package io.executions.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a creation comes to while another execution of its type has its unique key. */
public enum OnDuplicate {
  /** It returns the other one, and creates nothing. */
  EXISTING,
  /** It is refused by a {@link DuplicateExecutionException}. */
  REJECT,
  /**
   * It gives the other one, if that is pending, its own input, priority and {@code runAt}, and
   * returns it; one that runs is returned as it is.
   */
  REPLACE;

  /** Returns the name used in JSON. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the one of that JSON name, or empty if there is none. */
  public static Optional<OnDuplicate> fromJsonName(String name) {
    return Stream.of(values()).filter(one -> one.jsonName().equals(name)).findFirst();
  }
}
