package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Removes ended executions, whose rows the transaction has locked, with their attempts, and tells
 * the totals. It waits for no lock, and is refused at once where something refers to a row.
 */
record Removal(Sql sql) {
  static final long MOST_ATTEMPTS = 5000;
  static final long MOST_BYTES = 8L << 20;

  private static final String SIZES =
      """
      SELECT id, attempt, input_bytes, output_bytes FROM execution WHERE id IN ({ids})
      """;

  /** An execution that has ended. */
  record Ended(long id, String type, ExecutionStatus status) {}

  private record Size(long attempts, long bytes) {}

  /** Returns how many of them, from the first on, one transaction bears; one at least. */
  int fitting(List<Long> ids) throws SQLException {
    Map<Long, Size> sizes = ids.isEmpty() ? Map.of() : sizes(ids);
    int fitting = 0;
    long attempts = 0;
    long bytes = 0;
    for (long id : ids) {
      Size size = sizes.getOrDefault(id, new Size(0, 0));
      attempts += Math.max(0, size.attempts());
      bytes += size.bytes();
      if (fitting > 0 && (attempts > MOST_ATTEMPTS || bytes > MOST_BYTES)) {
        break;
      }
      fitting++;
    }
    return fitting;
  }

  private Map<Long, Size> sizes(List<Long> ids) throws SQLException {
    Map<Long, Size> sizes = new HashMap<>();
    sql.list(
        Sql.withIds(SIZES, ids),
        row ->
            sizes.put(
                row.getLong(1),
                new Size(row.getLong(2), inReason(row.getLong(3)) + inReason(row.getLong(4)))),
        ids.toArray());
    return sizes;
  }

  /** Somebody may have edited the row. */
  private static long inReason(long bytes) {
    return Math.min(MOST_BYTES, Math.max(0, bytes));
  }

  void remove(List<Ended> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Deltas deltas = new Deltas(sql, Packet.SMALL);
    Map<List<String>, List<Ended>> alike =
        rows.stream()
            .collect(Collectors.groupingBy(row -> List.of(row.type(), row.status().jsonName())));
    for (List<Ended> some : alike.values()) {
      deltas.leaveRemoved(some.get(0).type(), some.get(0).status(), some.size());
    }
    Object[] ids = rows.stream().map(Ended::id).toArray();
    new Belongings(sql).remove(rows.stream().map(Ended::id).toList());
    sql.updateAtOnce(
        Sql.withIds("DELETE FROM execution_attempt WHERE execution_id IN ({ids})", rows), ids);
    sql.updateAtOnce(Sql.withIds("DELETE FROM execution WHERE id IN ({ids})", rows), ids);
  }
}
