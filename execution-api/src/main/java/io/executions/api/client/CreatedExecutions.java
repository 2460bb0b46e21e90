package io.executions.api.client;

import java.util.List;

/**
 * What the creation of several executions has come to.
 *
 * @param ids the ids, in the order given
 * @param replayed whether an earlier request under the same idempotency key created them
 */
public record CreatedExecutions(List<Long> ids, boolean replayed) {
  /** Copies the list. */
  public CreatedExecutions {
    ids = List.copyOf(ids);
  }
}
