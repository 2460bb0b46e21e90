package io.executions.api;

import java.util.List;
import java.util.Optional;

/**
 * Some entries of the audit, latest first. Immutable.
 *
 * @param items the entries
 * @param nextCursor where the next page begins; empty on the last one
 */
public record AuditPage(List<AuditEntry> items, Optional<String> nextCursor) {
  /** Copies the list. */
  public AuditPage {
    items = List.copyOf(items);
  }
}
