package io.executions.api;

import java.util.List;

/**
 * What the creation of several executions has come to.
 *
 * @param ids the ids, in the order given; that of the one that had the unique key, where one had
 * @param existing the places, from 0, ascending, of those for which nothing was created since an
 *     execution had their unique key already
 */
public record CreationResults(List<Long> ids, List<Integer> existing) {
  /** Copies the lists. */
  public CreationResults {
    ids = List.copyOf(ids);
    existing = List.copyOf(existing);
  }
}
