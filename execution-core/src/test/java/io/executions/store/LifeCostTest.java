package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * How many index entries the life of one execution writes: what is added to the schema is paid by
 * each of them.
 */
class LifeCostTest extends StoreContract {
  /** PostgreSQL writes into all indexes of a row of which an indexed column has changed. */
  private static final int MOST_ON_POSTGRESQL = 12;

  private static final int MOST = 16;

  @Test
  void aLifeWritesFewIndexEntries() throws Exception {
    TestNode node = node("a", "work");
    long id = store.create("work");
    Map<String, Object> created = store.row(id);
    node.claimOne("work");
    Map<String, Object> claimed = store.row(id);
    node.settle(id, Ends::completed);
    Map<String, Object> ended = store.row(id);

    List<List<String>> indexes = indexes();
    assertThat(indexes).hasSizeBetween(4, 6);
    assertThat(
            entries(indexes, Map.of(), created)
                + entries(indexes, created, claimed)
                + entries(indexes, claimed, ended))
        .isPositive()
        .isLessThanOrEqualTo(database == TestDatabase.POSTGRESQL ? MOST_ON_POSTGRESQL : MOST);
  }

  private int entries(
      List<List<String>> indexes, Map<String, Object> before, Map<String, Object> after) {
    if (database == TestDatabase.POSTGRESQL) {
      return (int) indexes.stream().filter(index -> after.get(index.get(0)) != null).count();
    }
    int inserted = before.isEmpty() ? 1 : 2;
    return inserted
        * (int)
            indexes.stream()
                .filter(index -> before.isEmpty() || hasChanged(index, before, after))
                .count();
  }

  private static boolean hasChanged(
      List<String> index, Map<String, Object> before, Map<String, Object> after) {
    return index.stream()
        .anyMatch(column -> !Objects.equals(before.get(column), after.get(column)));
  }

  /** Returns the columns of each index of the executions. */
  private List<List<String>> indexes() throws SQLException {
    Map<String, List<String>> indexes = new HashMap<>();
    try (Connection connection = store.dataSource.getConnection()) {
      String table = database == TestDatabase.H2 ? "EXECUTION" : "execution";
      try (ResultSet columns =
          connection
              .getMetaData()
              .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, false)) {
        while (columns.next()) {
          String column = columns.getString("COLUMN_NAME");
          if (column != null) {
            indexes
                .computeIfAbsent(columns.getString("INDEX_NAME"), name -> new ArrayList<>())
                .add(column.toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return List.copyOf(indexes.values());
  }
}
