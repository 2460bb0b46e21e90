package io.executions.store;

import io.executions.api.AttemptOutcome;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/** Attempts that ended by a snooze, of which an execution keeps only the latest ones. */
record SnoozedAttempts(Sql sql) {
  /** So many are kept. */
  static final int MOST = 100;

  private static final String ADD =
      """
      INSERT INTO execution_attempt (execution_id, attempt, node, started_at, finished_at, outcome)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  /** Nothing is smaller than none. */
  private static final String REMOVE_OLDER =
      """
      DELETE FROM execution_attempt
       WHERE execution_id = ? AND outcome = 'snoozed'
         AND attempt <= (SELECT k.attempt
                           FROM (SELECT attempt FROM execution_attempt
                                  WHERE execution_id = ? AND outcome = 'snoozed'
                                  ORDER BY attempt DESC LIMIT 1 OFFSET %d) k)
      """
          .formatted(MOST);

  void add(long id, int attempt, String node, long startedAt, long now) throws SQLException {
    sql.update(ADD, id, attempt, node, startedAt, now, AttemptOutcome.SNOOZED.jsonName());
    removeOlder(id, attempt);
  }

  /** Removes those of the settled ones that are too many. */
  void removeOlder(List<Settlement> settled) throws SQLException {
    for (Settlement settlement : settled) {
      if (settlement.outcome() == AttemptOutcome.SNOOZED) {
        removeOlder(settlement.row().id(), settlement.row().attempt());
      }
    }
  }

  private void removeOlder(long id, int attempt) throws SQLException {
    if (attempt > MOST) {
      sql.update(REMOVE_OLDER, id, id);
    }
  }
}
