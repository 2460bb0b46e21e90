package io.executions.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whose turn an execution would be, if the keys of its queue take turns.
 *
 * @param level its rank and priority: keys take turns among equals
 * @param key its place among them: its concurrency key; empty where it has none, or has not taken
 *     its place yet
 */
public record Turn(String level, String key) {
  static Turn of(int holder, int priority, String key) {
    return new Turn("%d %d".formatted(holder, priority), key);
  }

  /** Reads that of a row that is due. */
  static Turn read(ResultSet row) throws SQLException {
    int rank = row.getInt("claim_rank");
    return of(ClaimRank.of(rank).holder(), row.getInt("priority"), row.getString("turn_key"));
  }
}
