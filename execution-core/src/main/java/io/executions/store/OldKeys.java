package io.executions.store;

import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Idempotency keys of more than 24 hours. Those that are locked are skipped: a caller may keep a
 * new key uncommitted for as long as it likes.
 */
final class OldKeys implements Sweepable<OldKeys.Row> {
  static final String OLDEST =
      """
      SELECT caller, request_key, created_at FROM execution_idempotency
       WHERE created_at < ? AND created_at >= ?
         AND (created_at > ? OR caller > ? OR caller = ? AND request_key > ?)
       ORDER BY created_at, caller, request_key LIMIT ?
      """;

  /** By key, of rows that were read before: with a limit instead, H2 locks all that are old. */
  private static final String LOCK =
      """
      SELECT caller, request_key, created_at FROM execution_idempotency
       WHERE caller = ? AND request_key IN ({ids}) FOR UPDATE SKIP LOCKED
      """;

  private static final String REMOVE =
      "DELETE FROM execution_idempotency WHERE caller = ? AND request_key IN ({ids})";

  /** A key as it was read. */
  record Row(String caller, String key, long createdAt) {}

  @Override
  public Row start() {
    return new Row("", "", Long.MIN_VALUE);
  }

  @Override
  public Rows<Row> behind(Row place, Sql sql) throws SQLException {
    List<Row> oldest =
        sql.list(
            OLDEST,
            row -> new Row(row.getString(1), row.getString(2), row.getLong(3)),
            sql.number("SELECT {now} - ?", Micros.DAY),
            place.createdAt(),
            place.createdAt(),
            place.caller(),
            place.caller(),
            place.key(),
            Sweep.BATCH);
    return new Rows<>(oldest, oldest.size() < Sweep.BATCH);
  }

  @Override
  public List<Row> lock(List<Row> rows, Sql sql) throws SQLException {
    Set<Row> locked = new HashSet<>();
    for (var caller : byCaller(rows).entrySet()) {
      locked.addAll(
          sql.list(
              Sql.withIds(LOCK, caller.getValue()),
              row -> new Row(row.getString(1), row.getString(2), row.getLong(3)),
              parameters(caller)));
    }
    return rows.stream().filter(locked::contains).toList();
  }

  @Override
  public void remove(List<Row> rows, Sql sql) throws SQLException {
    for (var caller : byCaller(rows).entrySet()) {
      sql.updateAtOnce(Sql.withIds(REMOVE, caller.getValue()), parameters(caller));
    }
  }

  private static Map<String, List<String>> byCaller(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(Row::caller, Collectors.mapping(Row::key, Collectors.toList())));
  }

  private static Object[] parameters(Map.Entry<String, List<String>> caller) {
    Object[] parameters = new Object[1 + caller.getValue().size()];
    parameters[0] = caller.getKey();
    for (int i = 1; i < parameters.length; i++) {
      parameters[i] = caller.getValue().get(i - 1);
    }
    return parameters;
  }

  /** The log does not name the key itself: it belongs to its caller. */
  @Override
  public String name(Row row) {
    return "an idempotency key of " + row.caller();
  }
}
