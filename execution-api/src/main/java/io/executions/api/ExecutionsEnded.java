package io.executions.api;

import java.util.List;

/**
 * CDI event, fired asynchronously after the commit on the node that recorded it: these executions
 * came to a final status. Observe it with {@code @ObservesAsync}.
 *
 * @param ids the executions
 */
public record ExecutionsEnded(List<Long> ids) {
  /** Copies the list. */
  public ExecutionsEnded {
    ids = List.copyOf(ids);
  }
}
