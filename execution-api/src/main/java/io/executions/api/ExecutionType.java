package io.executions.api;

import jakarta.json.JsonValue;
import java.util.List;

/**
 * A type that can be created now.
 *
 * @param type its name
 * @param nodes the names of the nodes that handle it, or did within a day
 * @param exampleInput an input that shows what it takes
 */
public record ExecutionType(String type, List<String> nodes, JsonValue exampleInput) {
  /** Copies the list. */
  public ExecutionType {
    nodes = List.copyOf(nodes);
  }
}
