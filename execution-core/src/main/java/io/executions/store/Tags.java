package io.executions.store;

import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The tags of executions: as text in their rows, to be shown, and as rows of their own, along which
 * lists by tag go. An execution without tags has none of these.
 */
final class Tags {
  private static final String INSERT =
      "INSERT INTO execution_tag (tag, created_at, id) VALUES {rows}";

  private Tags() {}

  /** Returns what a row keeps, with a comma around each; null for none. */
  static String text(List<String> tags) {
    return tags.isEmpty() ? null : "," + String.join(",", tags) + ",";
  }

  /** Returns the tags that a row keeps. */
  static List<String> parse(String text) {
    return text == null ? List.of() : Arrays.asList(text.substring(1).split(","));
  }

  /** Returns the pattern of the rows with that tag, which escapes by an exclamation mark. */
  static String like(String tag) {
    return "%," + tag.replace("_", "!_") + ",%";
  }

  /** Adds the rows of executions that were created then. */
  static void add(Sql sql, List<CreationStatements.Row> created, long at) throws SQLException {
    List<Object[]> rows =
        created.stream()
            .flatMap(
                row -> row.execution().tags().stream().map(tag -> new Object[] {tag, at, row.id()}))
            .toList();
    sql.insert(INSERT, rows, Packet.SMALL);
  }
}
