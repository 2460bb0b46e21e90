package io.executions.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which nodes to list. */
public enum NodeFilter {
  /** Those that poll or drain. */
  LIVING,
  /** These, and those that stopped or died within a day. */
  ALL;

  /** Returns whether a node in that state is listed. */
  public boolean takes(NodeState state) {
    return this == ALL || state.isLiving();
  }

  /** Returns the name used in requests. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the filter of that name, if there is one. */
  public static Optional<NodeFilter> fromJsonName(String name) {
    return Arrays.stream(values()).filter(filter -> filter.jsonName().equals(name)).findFirst();
  }

  /**
   * Returns the filter of that name. Clients such as Payara's take only parameters with this.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static NodeFilter fromString(String name) {
    return fromJsonName(name)
        .orElseThrow(() -> new IllegalArgumentException("No such nodes: " + name));
  }

  /** Returns the name used in requests. */
  @Override
  public String toString() {
    return jsonName();
  }
}
