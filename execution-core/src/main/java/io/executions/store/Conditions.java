package io.executions.store;

import io.executions.api.ExecutionFilter;
import io.executions.api.TimeRange;
import io.executions.database.Dialect;
import io.executions.database.Micros;
import io.executions.database.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What is asked of a row, as an SQL condition with its values. Not thread-safe. */
record Conditions(List<String> terms, List<Object> values) {
  private static final String EQUAL = " = ?";

  Conditions() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  /** Returns what a filter asks for that no index of a list has: it takes the row to tell. */
  static Conditions ofRow(ExecutionFilter filter) {
    Conditions conditions = new Conditions();
    filter.node().ifPresent(node -> conditions.and("node = ?", node));
    if (filter.retried()) {
      conditions.and("attempt > 1");
    }
    filter
        .errorPrefix()
        .map(prefix -> prefix.replaceAll("[!%_]", "!$0") + "%")
        .ifPresent(like -> conditions.and("error_message LIKE ? ESCAPE '!'", like));
    filter.schedule().ifPresent(schedule -> conditions.and("schedule = ?", schedule));
    filter.queue().ifPresent(queue -> conditions.and("queue = ?", queue));
    filter.tag().ifPresent(tag -> conditions.and("tags LIKE ? ESCAPE '!'", Tags.like(tag)));
    if (filter.overdue()) {
      conditions.and("overdue");
    }
    return conditions;
  }

  /**
   * Returns the same for a walk along an index whose first columns have one value each. By a single
   * value MariaDB may read all that has it, whatever its time, where it takes the time to leave as
   * much, and it takes a choice of one value for that value; two bounds are a range to it, which
   * goes on with the time.
   */
  Conditions alongIndex(Dialect dialect) {
    if (!dialect.readsAllOfOneValue()) {
      return this;
    }
    Conditions along = new Conditions();
    int value = 0;
    for (String term : terms) {
      int count = (int) term.chars().filter(character -> character == '?').count();
      List<Object> its = values.subList(value, value + count);
      value += count;
      if (term.endsWith(EQUAL)) {
        String column = term.substring(0, term.length() - EQUAL.length());
        along.and("%s >= ? AND %1$s <= ?".formatted(column), its.get(0), its.get(0));
      } else {
        along.and(term, its.toArray());
      }
    }
    return along;
  }

  /** Adds that the time in a column belongs to that range. */
  Conditions andIn(String column, TimeRange range) {
    range.after().map(Micros::of).ifPresent(after -> and(column + " >= ?", after));
    range.before().map(Micros::of).ifPresent(before -> and(column + " < ?", before));
    return this;
  }

  /** Returns the columns that have one value each, as an order names them. */
  String columns() {
    return terms.stream()
        .filter(term -> term.endsWith(EQUAL))
        .map(term -> term.substring(0, term.length() - EQUAL.length()))
        .collect(Collectors.joining(", "));
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  Conditions and(String term, Object... itsValues) {
    terms.add(term);
    Collections.addAll(values, itsValues);
    return this;
  }

  /** Adds all of the others. */
  Conditions and(Conditions others) {
    terms.addAll(others.terms());
    values.addAll(others.values());
    return this;
  }

  /** Adds that a column has one of these texts. */
  Conditions andIn(String column, Collection<String> texts) {
    terms.add(Sql.withIds(column + " IN ({ids})", texts));
    values.addAll(texts);
    return this;
  }

  String sql() {
    return String.join(" AND ", terms);
  }

  /** Returns the values before all of the others. */
  Object[] valuesBefore(Collection<?> others) {
    List<Object> all = new ArrayList<>(values);
    all.addAll(others);
    return all.toArray();
  }

  /** Returns the values behind all of the others. */
  Object[] valuesBehind(Collection<?> others) {
    List<Object> all = new ArrayList<>(others);
    all.addAll(values);
    return all.toArray();
  }
}
