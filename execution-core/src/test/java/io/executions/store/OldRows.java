package io.executions.store;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Rows that are too old, put straight into the database. */
record OldRows(TestStore store) {
  /** Cancelled executions -1, -2 and so on, the first of which ended first. */
  void ended(int many) throws SQLException {
    store.sql(
        sql ->
            sql.batch(
                """
                INSERT INTO execution
                       (id, type, status, priority, input, attempt, failures, interruptions,
                        max_attempts, run_at, created_at, finished_at, cancel_requested, overdue)
                VALUES (?, 'old', 'cancelled', 0, '{}', 0, 0, 0, 1, 0, 0, ?, FALSE, FALSE)
                """,
                IntStream.range(0, many).mapToObj(i -> new Object[] {-1L - i, (long) i}).toList()));
  }

  void keys(int many) throws SQLException {
    store.sql(
        sql ->
            sql.batch(
                """
                INSERT INTO execution_idempotency (caller, request_key, request_hash, ids, created_at)
                VALUES ('c', ?, '', '1', 0)
                """,
                IntStream.range(0, many).mapToObj(i -> new Object[] {"key" + i}).toList()));
  }

  List<Long> executions() throws SQLException {
    return store.sql(
        sql -> sql.list("SELECT id FROM execution ORDER BY id DESC", row -> row.getLong(1)));
  }
}
