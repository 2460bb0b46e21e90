package io.executions.web;

import io.executions.api.AuditFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.json.Timestamps;
import io.executions.api.port.AuditLog;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;

/** Reads the query of a list of what people did. */
final class AuditParameters {
  private static final String TEXT_RULE = "must be a text without NUL, and not empty";

  private AuditParameters() {}

  /**
   * Returns the filter that the query describes.
   *
   * @throws io.executions.api.InvalidRequestException naming all faults
   */
  static AuditFilter read(UriInfo uri, AuditLog audit) {
    QueryParameters query = new QueryParameters(uri);
    Optional<String> who = text(query, "who");
    Optional<String> action = text(query, "action");
    Optional<String> target = text(query, "target");
    Optional<Instant> after = query.read("after", Timestamps.RULE, Timestamps::parse);
    Optional<Instant> before = query.read("before", Timestamps.RULE, Timestamps::parse);
    int limit = query.limit(ExecutionQuery.MAX_LIMIT, ExecutionQuery.DEFAULT_LIMIT);
    Optional<String> cursor = text(query, "cursor");
    if (!query.faults().isEmpty()) {
      cursor.ifPresent(
          given -> query.addFaultsOf(() -> audit.page(AuditFilter.all().behind(given))));
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
}
