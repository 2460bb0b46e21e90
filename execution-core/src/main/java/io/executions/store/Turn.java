package io.executions.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Whose turn an execution would be, if the keys of its queue take turns.
 *
 * @param holder its rank, as {@link ClaimRank#holder()} says
 * @param priority its priority: keys take turns among equals
 * @param key its place among them: its concurrency key; empty where it has none, or has not taken
 *     its place yet
 */
public record Turn(int holder, int priority, String key) {
  /** Reads that of a row that is due. */
  static Turn read(ResultSet row) throws SQLException {
    ClaimRank rank = ClaimRank.of(row.getInt("claim_rank"));
    return new Turn(rank.holder(), row.getInt("priority"), row.getString("turn_key"));
  }

  /**
   * Returns the first text behind that key: no key has a character 0. Of what is more than a key H2
   * walks along all that have it; of what is not less than the text behind it it does not.
   */
  static String next(String key) {
    return key + '\u0001';
  }

  /**
   * Returns who goes round together: those of one rank and priority, and of the same types. Whoever
   * can take others only must not make these begin anew.
   */
  String round(Collection<String> types) {
    return "%d %d %x".formatted(holder, priority, new TreeSet<>(types).hashCode());
  }
}
