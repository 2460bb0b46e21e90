package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the types that have pending executions, due or not, and no living node that handles them.
 * Steps along the index of what is pending from type to type, so it costs as many steps as there
 * are types and not as there are executions.
 */
record UnhandledTypes(Sql sql) {
  private static final int MOST_STEPS = 1000;

  static final String NEXT_PENDING =
      """
      SELECT MIN(type) FROM (
             (SELECT type FROM execution {work} WHERE holder = -3 AND type > ? ORDER BY holder, type LIMIT 1)
             UNION ALL
             (SELECT type FROM execution {work} WHERE holder = -2 AND type > ? ORDER BY holder, type LIMIT 1)
             UNION ALL
             (SELECT type FROM execution {work} WHERE holder = -1 AND type > ? ORDER BY holder, type LIMIT 1)
             UNION ALL
             (SELECT type FROM execution {work} WHERE holder = -4 AND type > ? ORDER BY holder, type LIMIT 1)
             UNION ALL
             (SELECT type FROM execution {work} WHERE holder = -5 AND type > ? ORDER BY holder, type LIMIT 1)) pending
      """;

  private static final String HANDLED =
      """
      SELECT DISTINCT t.type FROM execution_node_type t JOIN execution_node n ON n.id = t.node_id
       WHERE n.state IN ('polling', 'draining')
      """;

  /** Returns them by name; those of the first thousand types that have pending executions. */
  List<String> find() throws SQLException {
    Set<String> handled = new HashSet<>(sql.list(HANDLED, row -> row.getString(1)));
    return pending(MOST_STEPS).stream().filter(type -> !handled.contains(type)).toList();
  }

  /** Returns the types that have pending executions, by name; the first ones, at most so many. */
  List<String> pending(int most) throws SQLException {
    List<String> types = new ArrayList<>();
    Optional<String> type = after("");
    while (type.isPresent() && types.size() < most) {
      types.add(type.get());
      type = after(type.get());
    }
    return types;
  }

  private Optional<String> after(String type) throws SQLException {
    return sql.first(
            NEXT_PENDING,
            row -> Optional.ofNullable(row.getString(1)),
            type,
            type,
            type,
            type,
            type)
        .flatMap(next -> next);
  }
}
