package io.executions.service;

import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionStatus;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.TimeRange;
import io.executions.store.Executions;
import io.executions.store.ListCursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Says all that is wrong with a list that is asked for. */
@ApplicationScoped
class QueryCheck {
  private final Supplier<Instant> now;

  /** For the proxy only. */
  protected QueryCheck() {
    this((Supplier<Instant>) null);
  }

  @Inject
  QueryCheck(DatabaseCall database, Executions executions) {
    this(() -> database.call(executions::now));
  }

  /**
   * Makes one.
   *
   * @param now the database's time; asked for only where it makes a difference
   */
  QueryCheck(Supplier<Instant> now) {
    this.now = now;
  }

  /**
   * Does nothing where the query is right.
   *
   * @throws io.executions.api.InvalidRequestException naming all faults
   */
  void check(ExecutionQuery query) {
    Faults faults = new Faults();
    faults.addAll(faults(query));
    faults.refuse();
  }

  List<Fault> faults(ExecutionQuery query) {
    Faults faults = new Faults();
    ExecutionFilter filter = query.filter();
    if (query.limit() < 1 || query.limit() > ExecutionQuery.MAX_LIMIT) {
      faults.add(
          "/limit", "must be a whole number from 1 to %d".formatted(ExecutionQuery.MAX_LIMIT));
    }
    faults.addAll(filter.faults());
    checkStatuses(query, faults);
    checkRange("created", filter.created(), query.sort().isByCreation(), query.sort(), faults);
    checkRange(
        "finished",
        filter.finished(),
        query.sort() == ExecutionSort.FINISHED,
        query.sort(),
        faults);
    if (filter.schedule().isPresent() && !query.sort().isByCreation()) {
      faults.add("/schedule", "does not go with sort=" + query.sort().jsonName());
    }
    if (filter.tag().isPresent() && !query.sort().isByCreation()) {
      faults.add("/tag", "does not go with sort=" + query.sort().jsonName());
    }
    checkSearch(query, faults);
    faults.addAll(ListCursor.faults(query));
    return faults.all();
  }

  private static void checkStatuses(ExecutionQuery query, Faults faults) {
    Set<ExecutionStatus> asked = query.filter().statuses();
    Set<ExecutionStatus> sorted = query.sort().statuses();
    if (!sorted.containsAll(asked)) {
      faults.add(
          "/status",
          "goes with sort=%s only if it is of %s"
              .formatted(query.sort().jsonName(), names(sorted)));
    }
    if (query.filter().overdue()) {
      if (!sorted.contains(ExecutionStatus.RUNNING)) {
        faults.add("/overdue", "does not go with sort=" + query.sort().jsonName());
      }
      if (!Set.of(ExecutionStatus.RUNNING).containsAll(asked) && !faults.cover("/status")) {
        faults.add("/status", "goes with overdue only if it is running");
      }
    }
  }

  private static String names(Set<ExecutionStatus> statuses) {
    return new TreeSet<>(statuses)
        .stream().map(ExecutionStatus::jsonName).collect(Collectors.joining(", "));
  }

  private static void checkRange(
      String name, TimeRange range, boolean fits, ExecutionSort sort, Faults faults) {
    if (!fits) {
      String rule = "does not go with sort=" + sort.jsonName();
      range.after().ifPresent(time -> faults.add("/%sAfter".formatted(name), rule));
      range.before().ifPresent(time -> faults.add("/%sBefore".formatted(name), rule));
    }
  }

  private void checkSearch(ExecutionQuery query, Faults faults) {
    ExecutionFilter filter = query.filter();
    if (query.sort() == ExecutionSort.DUE) {
      Map<String, Boolean> searches = new LinkedHashMap<>();
      searches.put("/node", filter.node().isPresent());
      searches.put("/retried", filter.retried());
      searches.put("/errorPrefix", filter.errorPrefix().isPresent());
      searches.forEach(
          (pointer, given) -> {
            if (given && !faults.cover(pointer)) {
              faults.add(pointer, "does not go with sort=due");
            }
          });
    } else if (filter.node().isPresent() || filter.retried() || filter.errorPrefix().isPresent()) {
      String pointer = query.sort().isByCreation() ? "/createdAfter" : "/finishedAfter";
      if (!faults.cover(pointer) && !isBounded(query.range())) {
        faults.add(
            pointer,
            "with node, retried or errorPrefix, the time asked for must have a beginning and be at"
                + " most %d days long".formatted(ExecutionQuery.LONGEST_SEARCH.toDays()));
      }
    }
  }

  private boolean isBounded(TimeRange range) {
    if (range.after().isEmpty()) {
      return false;
    }
    Instant end = range.before().isPresent() ? range.before().get() : now.get();
    return range.isWithin(ExecutionQuery.LONGEST_SEARCH, end);
  }
}
