package io.executions.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What an execution shares its limits with.
 *
 * @param queue its queue
 * @param key its concurrency key; null for none
 */
public record Lane(String queue, String key) {
  /** The only one whose executions are bound by nothing but the limit of the cluster. */
  public static final Lane DEFAULT = new Lane("default", null);

  static Lane read(ResultSet row) throws SQLException {
    return new Lane(row.getString("queue"), row.getString("concurrency_key"));
  }

  /** Returns whether it has a key. */
  public boolean hasKey() {
    return key != null;
  }

  /** Returns what stands in the column {@code lane} of one with a key. */
  public String text() {
    return queue + " " + key;
  }

  /** Returns what stands in that column before all lanes of a queue. */
  static String first(String queue) {
    return queue + " ";
  }

  /** Returns what would stand behind all of them: the next character is an exclamation mark. */
  static String behind(String queue) {
    return queue + "!";
  }

  /** Returns the key of what stands in that column. */
  static String keyOf(String text) {
    return text.substring(text.indexOf(' ') + 1);
  }

  /** Returns the queue of what stands in that column. */
  static String queueOf(String text) {
    return text.substring(0, text.indexOf(' '));
  }
}
