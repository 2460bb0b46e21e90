package io.executions.api;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which executions a bulk is for: either all that a filter lets through, or some by their ids.
 *
 * @param filter the filter, which must filter something; empty where ids are given
 * @param ids 1 to {@value #MAX_IDS} ids, where an id that is given twice counts once, and one
 *     without an execution is skipped; empty where a filter is given
 */
public record ExecutionSelection(Optional<ExecutionFilter> filter, List<Long> ids) {
  /** The most ids of one bulk. */
  public static final int MAX_IDS = 10_000;

  private static final long MAX_ID = (1L << 53) - 1;

  /** Copies the ids. */
  public ExecutionSelection {
    ids = List.copyOf(ids);
  }

  /** Returns the selection of all that the filter lets through. */
  public static ExecutionSelection of(ExecutionFilter filter) {
    return new ExecutionSelection(Optional.of(filter), List.of());
  }

  /** Returns the selection of those with these ids. */
  public static ExecutionSelection of(Collection<Long> ids) {
    return new ExecutionSelection(Optional.empty(), List.copyOf(ids));
  }

  /**
   * Returns all that is wrong with it where that is to be done, with pointers such as {@code
   * /filter/status} and {@code /ids/3}.
   */
  public List<Fault> faults(BulkVerb verb) {
    Faults faults = new Faults();
    if (filter.isPresent() != ids.isEmpty()) {
      faults.add("", "must have either a filter or ids");
    }
    if (ids.size() > MAX_IDS) {
      faults.add("/ids", "must hold 1 to %d ids".formatted(MAX_IDS));
    }
    for (int i = 0; i < ids.size() && !faults.isFull(); i++) {
      if (ids.get(i) < 1 || ids.get(i) > MAX_ID) {
        faults.add("/ids/" + i, "must be a whole number from 1 to %d".formatted(MAX_ID));
      }
    }
    filter.ifPresent(given -> faults.addAll(faults(verb, given)));
    return faults.all();
  }

  private static List<Fault> faults(BulkVerb verb, ExecutionFilter filter) {
    if (filter.letsAllThrough()) {
      return List.of(new Fault("/filter", "must not be empty"));
    }
    Faults faults = new Faults();
    faults.addAll(filter.faults());
    boolean cancels = verb == BulkVerb.CANCEL;
    if (cancels && !filter.finished().isAll()) {
      String name = filter.finished().after().isPresent() ? "/finishedAfter" : "/finishedBefore";
      faults.add(name, "is of what has ended, which cannot be cancelled");
    }
    if (!cancels && filter.overdue()) {
      faults.add("/overdue", "is of what runs, which can only be cancelled");
    }
    Set<ExecutionStatus> taken =
        cancels && filter.overdue() ? Set.of(ExecutionStatus.RUNNING) : verb.statuses();
    if (!filter.statuses().isEmpty() && Collections.disjoint(filter.statuses(), taken)) {
      faults.add("/status", "must have one of those it can be done to: " + names(taken));
    }
    return faults.all().stream().map(fault -> fault.under("/filter")).toList();
  }

  private static String names(Set<ExecutionStatus> statuses) {
    return statuses.stream()
        .sorted()
        .map(ExecutionStatus::jsonName)
        .collect(Collectors.joining(", "));
  }
}
