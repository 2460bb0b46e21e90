package io.executions.api;

import java.util.Locale;

/** What a node is doing. */
public enum NodeState {
  /** It asks for work. */
  POLLING,
  /** It claims nothing more and lets its handlers finish. */
  DRAINING,
  /** It was shut down, and everything it ran has been given back or has ended. */
  STOPPED,
  /** Its beat stood still for a lease; its executions went to others. */
  DEAD;

  /** Returns whether the node is in the cluster. */
  public boolean isLiving() {
    return this == POLLING || this == DRAINING;
  }

  /** Returns the name used in JSON and in the database. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the state of that JSON name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static NodeState fromJsonName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
