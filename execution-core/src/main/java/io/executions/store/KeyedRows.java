package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Locks and removes rows of a table that has a key of one column.
 *
 * @param lock selects the keys of those that nobody else has locked
 * @param remove removes them
 * @param key the key of a row as it was read
 */
record KeyedRows<T>(String lock, String remove, Function<T, Object> key) {
  List<T> lock(List<T> rows, Sql sql) throws SQLException {
    Set<String> locked =
        new HashSet<>(sql.list(Sql.withIds(lock, rows), row -> row.getString(1), keys(rows)));
    return rows.stream().filter(row -> locked.contains(key.apply(row).toString())).toList();
  }

  void remove(List<T> rows, Sql sql) throws SQLException {
    sql.updateAtOnce(Sql.withIds(remove, rows), keys(rows));
  }

  private Object[] keys(List<T> rows) {
    return rows.stream().map(key).toArray();
  }
}
