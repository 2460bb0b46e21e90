package io.executions.api.client;

import java.util.List;

/**
 * That a node is well.
 *
 * @param warnings what is worth knowing all the same
 */
public record Health(List<String> warnings) {
  /** Copies the list. */
  public Health {
    warnings = List.copyOf(warnings);
  }
}
