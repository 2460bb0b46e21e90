package io.executions.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit to list, latest first.
 *
 * @param who only of this one
 * @param action only these
 * @param target only what was done to something of this id or name
 * @param after only from then on
 * @param before only until then, exclusive
 * @param limit at most so many in one page, 1 to 500
 * @param cursor where the page before ended, as its {@link AuditPage#nextCursor()} said
 */
public record AuditFilter(
    Optional<String> who,
    Optional<String> action,
    Optional<String> target,
    Optional<Instant> after,
    Optional<Instant> before,
    int limit,
    Optional<String> cursor) {

  /** Returns the filter for the first page of all. */
  public static AuditFilter all() {
    return new AuditFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ExecutionQuery.DEFAULT_LIMIT,
        Optional.empty());
  }

  /** Returns a copy that goes on behind that cursor. */
  public AuditFilter behind(String newCursor) {
    return new AuditFilter(who, action, target, after, before, limit, Optional.of(newCursor));
  }
}
