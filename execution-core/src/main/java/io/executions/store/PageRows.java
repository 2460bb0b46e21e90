package io.executions.store;

import io.executions.api.Execution;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows that a page shows. */
record PageRows(Sql sql) {
  private static final String SIZES =
      "SELECT id, input_bytes, output_bytes FROM execution WHERE id IN ({ids})";

  /** Returns the first of them, as many as bring no more than that; at least one. */
  List<ListPlace> fitting(List<ListPlace> places, long mostBytes) throws SQLException {
    Map<Long, Long> sizes = sizes(places, mostBytes);
    int count = 0;
    long bytes = 0;
    for (ListPlace place : places) {
      bytes += sizes.getOrDefault(place.id(), 0L);
      if (count > 0 && bytes > mostBytes) {
        break;
      }
      count++;
    }
    return places.subList(0, count);
  }

  private Map<Long, Long> sizes(List<ListPlace> places, long most) throws SQLException {
    Map<Long, Long> sizes = new HashMap<>();
    if (!places.isEmpty()) {
      sql.list(
          Sql.withIds(SIZES, places),
          row ->
              sizes.put(
                  row.getLong(1), inReason(row.getLong(2), most) + inReason(row.getLong(3), most)),
          ids(places));
    }
    return sizes;
  }

  /** Somebody may have edited the row. */
  private static long inReason(long bytes, long most) {
    return Math.max(0, Math.min(bytes, most));
  }

  /**
   * Returns the executions by their ids.
   *
   * @param full whether with inputs and outputs
   */
  Map<Long, Execution> read(List<ListPlace> places, boolean full) throws SQLException {
    Map<Long, Execution> rows = new HashMap<>();
    if (!places.isEmpty()) {
      String statement = full ? ExecutionRow.FULL : ExecutionRow.SUMMARY;
      sql.list(
          Sql.withIds(statement, places),
          row -> rows.put(row.getLong("id"), ExecutionRow.read(row, full)),
          ids(places));
    }
    return rows;
  }

  private static Object[] ids(List<ListPlace> places) {
    return places.stream().map(ListPlace::id).toArray();
  }
}
