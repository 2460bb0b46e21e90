package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionView;
import io.executions.api.OldestPending;
import io.executions.api.TypeStats;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What lives, by type, and what of it waits for longest: along the index of the line alone. */
record LiveStats(Sql sql) {
  /** The most types that are told apart, of those that are pending. */
  static final int MOST_TYPES = 200;

  /** Pending executions of a type are counted up to this many. */
  static final int PENDING_CAP = 1000;

  private static final int TYPES_AT_ONCE = 20;

  static final String RUNNING =
      "SELECT type, COUNT(*) FROM execution {work} WHERE holder > 0 GROUP BY type";

  /** The order is that of the index: else PostgreSQL may look for them among all rows. */
  static final String PENDING =
      """
      SELECT type, COUNT(*) FROM
             (SELECT type FROM execution {work} WHERE holder = ? AND type = ?
               ORDER BY holder, type, queue, priority DESC, turn_key, run_at, id LIMIT %d) pending
       GROUP BY type
      """
          .formatted(PENDING_CAP + 1);

  private static final ExecutionQuery OLDEST =
      ExecutionQuery.of(ExecutionFilter.all())
          .withSort(ExecutionSort.DUE)
          .withView(ExecutionView.SUMMARY)
          .withLimit(1);

  Optional<OldestPending> oldest() throws SQLException {
    return new PageQuery(sql, OLDEST).run().items().stream().findFirst().map(LiveStats::oldest);
  }

  private static OldestPending oldest(Execution execution) {
    return new OldestPending(
        execution.id(), execution.type(), execution.createdAt(), execution.runAt());
  }

  /** Returns the types that have pending or running executions, by name. */
  List<TypeStats> types() throws SQLException {
    Map<String, Long> running = new HashMap<>();
    sql.list(RUNNING, row -> running.put(row.getString(1), row.getLong(2)));
    Map<String, Long> pending = pending(new UnhandledTypes(sql).pending(MOST_TYPES));
    TreeSet<String> types = new TreeSet<>(running.keySet());
    types.addAll(pending.keySet());
    List<TypeStats> stats = new ArrayList<>();
    for (String type : types) {
      long waiting = pending.getOrDefault(type, 0L);
      stats.add(
          new TypeStats(
              type,
              Math.min(waiting, PENDING_CAP),
              waiting > PENDING_CAP,
              running.getOrDefault(type, 0L)));
    }
    return stats;
  }

  private Map<String, Long> pending(List<String> types) throws SQLException {
    Map<String, Long> pending = new HashMap<>();
    for (List<String> some : Sql.parts(types, TYPES_AT_ONCE)) {
      List<Object> parameters = new ArrayList<>();
      for (String type : some) {
        for (ClaimRank line : ClaimRank.values()) {
          Collections.addAll(parameters, line.holder(), type);
        }
      }
      sql.list(
          String.join("UNION ALL\n", Collections.nCopies(parameters.size() / 2, PENDING)),
          row -> pending.merge(row.getString(1), row.getLong(2), Long::sum),
          parameters.toArray());
    }
    return pending;
  }
}
