package io.executions.store;

import io.executions.database.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What is asked of a row, as an SQL condition with its values. */
record Conditions(List<String> terms, List<Object> values) {
  Conditions() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  Conditions and(String term, Object... itsValues) {
    terms.add(term);
    Collections.addAll(values, itsValues);
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
