package io.executions.api;

import java.util.List;
import java.util.Optional;

/**
 * Some doings, latest first. Immutable.
 *
 * @param items the doings
 * @param nextCursor where the next page begins; empty on the last one
 */
public record AuditPage(List<AuditEntry> items, Optional<String> nextCursor) {
  /** Copies the list. */
  public AuditPage {
    items = List.copyOf(items);
  }
}
