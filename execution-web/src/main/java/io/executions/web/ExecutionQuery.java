package io.executions.web;

import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionService;
import io.executions.api.ExecutionStatus;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.TypeName;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the query of a list of executions. */
final class ExecutionQuery {
  private static final String STATUS_RULE =
      "must be of pending, running, completed, failed, cancelled, several with commas";
  private static final String LIMIT_RULE =
      "must be a whole number from 1 to " + ExecutionFilter.MAX_LIMIT;

  private ExecutionQuery() {}

  /**
   * Returns the filter that the query describes.
   *
   * @throws InvalidRequestException naming all faults
   */
  static ExecutionFilter read(UriInfo uri, ExecutionService service) {
    QueryParameters query = new QueryParameters(uri);
    Set<ExecutionStatus> statuses =
        query.read("status", STATUS_RULE, ExecutionQuery::statuses).orElse(Set.of());
    Optional<String> type = query.read("type", TypeName.RULE, ExecutionQuery::type);
    int limit =
        query
            .read("limit", LIMIT_RULE, ExecutionQuery::limit)
            .orElse(ExecutionFilter.DEFAULT_LIMIT);
    Optional<String> cursor = query.read("cursor", "must not be empty", ExecutionQuery::cursor);
    if (!query.faults().isEmpty()) {
      cursor.ifPresent(given -> query.add(faultsOf(given, service)));
    }
    query.check();
    return new ExecutionFilter(statuses, type, limit, cursor);
  }

  private static Optional<Set<ExecutionStatus>> statuses(String text) {
    Set<ExecutionStatus> statuses = EnumSet.noneOf(ExecutionStatus.class);
    for (String name : text.split(",", -1)) {
      Optional<ExecutionStatus> status = ExecutionStatus.fromJsonName(name);
      if (status.isEmpty()) {
        return Optional.empty();
      }
      statuses.add(status.get());
    }
    return Optional.of(statuses);
  }

  private static Optional<String> type(String text) {
    return Optional.of(text).filter(TypeName::isLegal);
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(given -> given.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= ExecutionFilter.MAX_LIMIT);
  }

  private static Optional<String> cursor(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  /** Only the service knows cursors; asked here so that all faults are named at once. */
  private static List<Fault> faultsOf(String cursor, ExecutionService service) {
    try {
      service.getExecutions(ExecutionFilter.all().withLimit(1).after(cursor));
      return List.of();
    } catch (InvalidRequestException e) {
      return e.faults();
    }
  }
}
