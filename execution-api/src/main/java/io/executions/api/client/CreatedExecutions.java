package io.executions.api.client;

import java.util.List;

/**
 * What the creation of several executions has come to.
 *
 * @param ids the ids, in the order given
 * @param replayed whether an earlier request under the same idempotency key created them
 * @param existing the places, from 0, of those for which nothing was created, since an execution
 *     had their unique key already
 */
public record CreatedExecutions(List<Long> ids, boolean replayed, List<Integer> existing) {
  /** Copies the lists. */
  public CreatedExecutions {
    ids = List.copyOf(ids);
    existing = List.copyOf(existing);
  }
}
