package io.executions.api;

import java.util.List;
import java.util.Optional;

/**
 * One page of executions, newest first.
 *
 * @param items the executions; fewer than the limit also where their inputs and outputs are large
 * @param nextCursor where the next page begins; empty on the last one
 */
public record ExecutionPage(List<Execution> items, Optional<String> nextCursor) {
  /** Copies the list. */
  public ExecutionPage {
    items = List.copyOf(items);
  }
}
