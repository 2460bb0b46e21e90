package io.executions.web;

import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionService;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionStatus;
import io.executions.api.ExecutionView;
import io.executions.api.Fault;
import io.executions.api.TagName;
import io.executions.api.TimeRange;
import io.executions.api.TypeName;
import io.executions.api.json.Timestamps;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the query parameters of a list of executions. */
final class ListParameters {
  static final String STATUS_RULE =
      "must be of pending, running, completed, failed, cancelled, several with commas";
  private static final String NOT_EMPTY = "must not be empty";

  private final QueryParameters query;

  private ListParameters(UriInfo uri) {
    query = new QueryParameters(uri);
  }

  /**
   * Returns what the query describes.
   *
   * @throws io.executions.api.InvalidRequestException naming all faults, if there are some; those
   *     of a query that can be read the service finds
   */
  static ExecutionQuery read(UriInfo uri, ExecutionService service) {
    ListParameters parameters = new ListParameters(uri);
    ExecutionQuery read = parameters.read();
    if (!parameters.query.faults().isEmpty()) {
      parameters.query.add(parameters.certain(service.check(read)));
    }
    parameters.query.check();
    return read;
  }

  /** Without a legal order, only the faults of the cursor are certain. */
  private List<Fault> certain(List<Fault> faults) {
    boolean sorted = query.faults().stream().noneMatch(fault -> fault.pointer().equals("/sort"));
    return faults.stream().filter(fault -> sorted || fault.pointer().equals("/cursor")).toList();
  }

  private ExecutionQuery read() {
    return new ExecutionQuery(
        filter(),
        query
            .read("sort", "must be newest, oldest, finished or due", ExecutionSort::fromJsonName)
            .orElse(ExecutionSort.NEWEST),
        query
            .read("view", "must be full or summary", ExecutionView::fromJsonName)
            .orElse(ExecutionView.FULL),
        query.limit(ExecutionQuery.MAX_LIMIT, ExecutionQuery.DEFAULT_LIMIT),
        text("cursor"));
  }

  private ExecutionFilter filter() {
    return new ExecutionFilter(
        query.read("status", STATUS_RULE, ListParameters::statuses).orElse(Set.of()),
        query.read("type", TypeName.RULE, ListParameters::type),
        new TimeRange(time("createdAfter"), time("createdBefore")),
        new TimeRange(time("finishedAfter"), time("finishedBefore")),
        text("node"),
        flag("retried"),
        text("errorPrefix"),
        flag("overdue"),
        query.read("schedule", TypeName.RULE, ListParameters::type),
        query.read("tag", TagName.RULE, ListParameters::tag),
        query.read("queue", TypeName.RULE, ListParameters::type));
  }

  private Optional<Instant> time(String name) {
    return query.read(name, Timestamps.RULE, Timestamps::parse);
  }

  private Optional<String> text(String name) {
    return query.read(name, NOT_EMPTY, text -> Optional.of(text).filter(given -> !given.isEmpty()));
  }

  private boolean flag(String name) {
    return query
        .read(name, "must be true", text -> Optional.of(true).filter(yes -> text.equals("true")))
        .orElse(false);
  }

  static Optional<Set<ExecutionStatus>> statuses(String text) {
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

  private static Optional<String> tag(String text) {
    return Optional.of(text).filter(TagName::isLegal);
  }

  static Optional<String> type(String text) {
    return Optional.of(text).filter(TypeName::isLegal);
  }
}
