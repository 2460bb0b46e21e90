package io.executions.store;

import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ids of a bulk, in parts: those that it was given, by ascending id, and behind them those that
 * are to be tried again.
 */
record BulkParts(Sql sql, long bulkId) {
  static final int SIZE = 200;

  private static final String INSERT =
      """
      INSERT INTO execution_bulk_part (bulk_id, part, tries, not_before, ids) VALUES {rows}
      """;

  /**
   * One part.
   *
   * @param tries how often they have been tried before
   * @param notBefore when they are to be tried again
   */
  record Part(int tries, long notBefore, List<Long> ids) {}

  /** Keeps the ids that the bulk was given, each once, and returns how many parts they are. */
  int addGiven(Collection<Long> ids, Packet packet) throws SQLException {
    List<Long> ascending = new ArrayList<>(new TreeSet<>(ids));
    List<Object[]> rows = new ArrayList<>();
    for (List<Long> some : Sql.parts(ascending, SIZE)) {
      rows.add(new Object[] {bulkId, rows.size() + 1, 0, 0L, text(some)});
    }
    sql.insert(INSERT, rows, packet);
    return rows.size();
  }

  void add(int part, Part its) throws SQLException {
    Object[] row = {bulkId, part, its.tries(), its.notBefore(), text(its.ids())};
    sql.insert(INSERT, List.<Object[]>of(row), Packet.UNBOUNDED);
  }

  Part read(int part) throws SQLException {
    return sql.first(
            """
            SELECT tries, not_before, ids FROM execution_bulk_part WHERE bulk_id = ? AND part = ?
            """,
            row -> new Part(row.getInt(1), row.getLong(2), ids(row.getString(3))),
            bulkId,
            part)
        .orElseThrow(() -> new SQLException("Bulk %d has no part %d".formatted(bulkId, part)));
  }

  void remove(int part) throws SQLException {
    sql.update("DELETE FROM execution_bulk_part WHERE bulk_id = ? AND part = ?", bulkId, part);
  }

  /** Returns the ids that the bulk was given. */
  List<Long> given() throws SQLException {
    return sql
        .list(
            """
            SELECT ids FROM execution_bulk_part WHERE bulk_id = ? AND tries = 0 ORDER BY part
            """,
            row -> ids(row.getString(1)),
            bulkId)
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static String text(List<Long> ids) {
    return ids.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private static List<Long> ids(String text) {
    return Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
  }
}
