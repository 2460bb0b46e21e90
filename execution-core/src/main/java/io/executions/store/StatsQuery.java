package io.executions.store;

import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionStatus;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/**
 * How many executions there are: ended ones by their totals, running ones counted, pending capped.
 */
@ApplicationScoped
public class StatsQuery {
  /** Pending executions are counted up to this many. */
  public static final int PENDING_CAP = 10_000;

  /** In the order of the index, or else PostgreSQL may look for the pending ones among all rows. */
  static final String COUNTS =
      """
      SELECT status, SUM(ended) FROM
             (SELECT status, ended FROM execution_total
              UNION ALL
              SELECT status, ended FROM execution_delta
               WHERE id > (SELECT place FROM execution_fold WHERE id = 1)) ended
       GROUP BY status
      UNION ALL
      SELECT 'running', COUNT(*) FROM execution {work} WHERE holder > 0
      UNION ALL
      SELECT 'pending', COUNT(*) FROM
             (SELECT 1 AS one FROM execution {work} WHERE holder < 0
               ORDER BY holder LIMIT %d) pending
      """
          .formatted(PENDING_CAP + 1);

  private final Transaction transaction;

  /** For the proxy only. */
  protected StatsQuery() {
    this(null);
  }

  @Inject
  StatsQuery(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Returns all figures as they are now. */
  public ExecutionStats stats() {
    ExecutionStats counts = counts();
    return transaction.sql(
        sql -> {
          LiveStats live = new LiveStats(sql);
          return counts.with(live.oldest(), live.types());
        });
  }

  /** Returns how many there are now in each status, and nothing else. */
  public ExecutionStats counts() {
    Map<String, Long> counts = new HashMap<>();
    transaction.sql(
        sql -> sql.list(COUNTS, row -> counts.put(row.getString(1).strip(), row.getLong(2))));
    long pending = count(counts, ExecutionStatus.PENDING);
    return new ExecutionStats(
        Math.min(pending, PENDING_CAP),
        count(counts, ExecutionStatus.RUNNING),
        count(counts, ExecutionStatus.COMPLETED),
        count(counts, ExecutionStatus.FAILED),
        count(counts, ExecutionStatus.CANCELLED),
        pending > PENDING_CAP);
  }

  private static long count(Map<String, Long> counts, ExecutionStatus status) {
    return counts.getOrDefault(status.jsonName(), 0L);
  }
}
