package io.executions.web;

import io.executions.api.AuditFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.json.Timestamps;
import io.executions.api.port.AuditLog;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the query of a list of what people did. */
final class AuditQuery {
  private static final String TEXT_RULE = "must be a text without NUL, and not empty";
  private static final String LIMIT_RULE =
      "must be a whole number from 1 to " + ExecutionQuery.MAX_LIMIT;

  private AuditQuery() {}

  /**
   * Returns the filter that the query describes.
   *
   * @throws InvalidRequestException naming all faults
   */
  static AuditFilter read(UriInfo uri, AuditLog audit) {
    QueryParameters query = new QueryParameters(uri);
    Optional<String> who = text(query, "who");
    Optional<String> action = text(query, "action");
    Optional<String> target = text(query, "target");
    Optional<Instant> after = query.read("after", Timestamps.RULE, Timestamps::parse);
    Optional<Instant> before = query.read("before", Timestamps.RULE, Timestamps::parse);
    int limit =
        query.read("limit", LIMIT_RULE, AuditQuery::limit).orElse(ExecutionQuery.DEFAULT_LIMIT);
    Optional<String> cursor = text(query, "cursor");
    if (!query.faults().isEmpty()) {
      cursor.ifPresent(given -> query.add(faultsOf(given, audit)));
    }
    query.check();
    return new AuditFilter(who, action, target, after, before, limit, cursor);
  }

  private static Optional<String> text(QueryParameters query, String name) {
    return query.read(
        name,
        TEXT_RULE,
        text -> Optional.of(text).filter(given -> !given.isEmpty() && given.indexOf(0) < 0));
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(given -> given.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= ExecutionQuery.MAX_LIMIT);
  }

  /** Only the store knows cursors; asked here so that all faults are named at once. */
  private static List<Fault> faultsOf(String cursor, AuditLog audit) {
    try {
      audit.page(AuditFilter.all().behind(cursor));
      return List.of();
    } catch (InvalidRequestException e) {
      return e.faults();
    }
  }
}
