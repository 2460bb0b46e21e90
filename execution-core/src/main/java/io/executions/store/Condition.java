package io.executions.store;

import io.executions.api.ExecutionFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition on a row of {@code execution}, which may be named {@code e}.
 *
 * @param sql the condition
 * @param parameters its parameters, in their order
 */
record Condition(String sql, List<Object> parameters) {
  static final Condition NONE = new Condition("", List.of());

  /** Returns what no index of a list has: it takes the row to tell. */
  static Condition ofRow(ExecutionFilter filter) {
    Condition condition = NONE;
    if (filter.node().isPresent()) {
      condition = condition.and("e.node = ?", filter.node().get());
    }
    if (filter.retried()) {
      condition = condition.and("e.attempt > 1");
    }
    if (filter.errorPrefix().isPresent()) {
      String escaped = filter.errorPrefix().get().replaceAll("[!%_]", "!$0");
      condition = condition.and("e.error_message LIKE ? ESCAPE '!'", escaped + "%");
    }
    if (filter.overdue()) {
      condition = condition.and("e.overdue");
    }
    return condition;
  }

  boolean isNone() {
    return sql.isEmpty();
  }

  /** Returns the condition that both are so. */
  Condition and(String other, Object... more) {
    List<Object> all = new ArrayList<>(parameters);
    all.addAll(List.of(more));
    return new Condition(isNone() ? other : sql + " AND " + other, all);
  }
}
