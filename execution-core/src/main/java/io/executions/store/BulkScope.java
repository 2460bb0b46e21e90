package io.executions.store;

import io.executions.api.BulkVerb;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionStatus;
import io.executions.api.TimeRange;
import io.executions.database.Micros;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which executions a bulk may take. An execution that was created, or ended, only after the bulk is
 * not one of them: otherwise a retry that fails again would match for ever.
 *
 * @param verb what is done to them
 * @param filter what lets them through; all where the bulk has ids
 * @param createdAt when the bulk was created
 */
record BulkScope(BulkVerb verb, ExecutionFilter filter, long createdAt) {
  static BulkScope of(BulkVerb verb, ExecutionSelection selection, long createdAt) {
    return new BulkScope(verb, selection.filter().orElse(ExecutionFilter.all()), createdAt);
  }

  /** Returns the statuses that the filter lets through and to which it can be done. */
  static Set<ExecutionStatus> statuses(BulkVerb verb, ExecutionFilter filter) {
    Set<ExecutionStatus> statuses = EnumSet.copyOf(verb.statuses());
    if (!filter.statuses().isEmpty()) {
      statuses.retainAll(filter.statuses());
    }
    if (filter.overdue()) {
      statuses.retainAll(EnumSet.of(ExecutionStatus.RUNNING));
    }
    return statuses;
  }

  Set<ExecutionStatus> statuses() {
    return statuses(verb, filter);
  }

  /** Returns all that must be so of a row for the bulk to take it. */
  Conditions conditions() {
    Conditions conditions =
        new Conditions()
            .andIn("status", statuses().stream().map(ExecutionStatus::jsonName).toList())
            .and(verb == BulkVerb.CANCEL ? "created_at <= ?" : "finished_at <= ?", createdAt)
            .andIn("created_at", filter.created())
            .andIn("finished_at", filter.finished())
            .and(Conditions.ofRow(filter));
    filter.type().ifPresent(type -> conditions.and("type = ?", type));
    return conditions;
  }

  /** Returns whether the walk goes by the time of the end, and not by that of creation. */
  boolean isByEnd() {
    return verb != BulkVerb.CANCEL && !filter.finished().isAll() && filter.tag().isEmpty();
  }

  /** Returns the time at which the walk begins. */
  long begin() {
    return way().after().map(Micros::of).orElse(Long.MIN_VALUE);
  }

  /** Returns the time up to which the walk goes. */
  long end() {
    return way()
        .before()
        .map(before -> Math.min(createdAt, Micros.of(before) - 1))
        .orElse(createdAt);
  }

  private TimeRange way() {
    return isByEnd() ? filter.finished() : filter.created();
  }

  /** Returns whether an index alone does not tell which executions the filter lets through. */
  boolean isSearch() {
    TimeRange other = isByEnd() ? filter.created() : filter.finished();
    return !other.isAll() || !Conditions.ofRow(filter).isEmpty();
  }
}
