package io.executions.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of executions, in the order asked for.
 *
 * @param items the executions; fewer than the limit also where their inputs and outputs are large,
 *     and fewer or none where much had to be looked at
 * @param nextCursor where the next page begins; empty on the last one
 * @param previousCursor where the page before ends; empty on the first one
 * @param searchedTo if the page ended because much had been looked at: up to which of the order's
 *     own times it was
 */
public record ExecutionPage(
    List<Execution> items,
    Optional<String> nextCursor,
    Optional<String> previousCursor,
    Optional<Instant> searchedTo) {
  /** Copies the list. */
  public ExecutionPage {
    items = List.copyOf(items);
  }
}
