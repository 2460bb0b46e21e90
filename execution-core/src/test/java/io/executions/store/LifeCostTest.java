package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * How many index entries the life of one execution writes: what is added to the schema is paid by
 * each of them.
 */
class LifeCostTest extends StoreContract {
  /** PostgreSQL writes into all indexes of a row of which an indexed column has changed. */
  private static final int MOST_ON_POSTGRESQL = 13;

  private static final int MOST = 20;

  /**
   * An index of the executions.
   *
   * @param part the column that has a value in all rows which it is of, if it is not of all
   */
  private record Index(List<String> columns, Optional<String> part) {}

  @Test
  void neitherAClaimNorAnotherAttemptMovesAnEntryOfAList() throws Exception {
    TestNode node = node("a", "work");
    long id = store.create("work");
    Map<String, Object> created = store.row(id);
    node.claimOne("work");
    Map<String, Object> claimed = store.row(id);
    node.settle(id, row -> Ends.retried(row, Duration.ofHours(1)));
    Map<String, Object> again = store.row(id);

    List<Index> lists =
        indexes().stream().filter(index -> index.columns().get(0).equals("stage")).toList();
    assertThat(lists).hasSize(4);
    for (Index index : lists) {
      assertThat(hasChanged(index, created, claimed)).as("%s", index).isFalse();
      assertThat(hasChanged(index, claimed, again)).as("%s", index).isFalse();
    }
  }

  @Test
  void aLifeWritesFewIndexEntries() throws Exception {
    TestNode node = node("a", "work");
    long id = store.create("work");
    Map<String, Object> created = store.row(id);
    node.claimOne("work");
    Map<String, Object> claimed = store.row(id);
    node.settle(id, Ends::completed);
    Map<String, Object> ended = store.row(id);

    List<Index> indexes = indexes();
    assertThat(indexes).hasSizeBetween(4, 8);
    assertThat(
            entries(indexes, Map.of(), created)
                + entries(indexes, created, claimed)
                + entries(indexes, claimed, ended))
        .isPositive()
        .isLessThanOrEqualTo(database == TestDatabase.POSTGRESQL ? MOST_ON_POSTGRESQL : MOST);
  }

  private int entries(List<Index> indexes, Map<String, Object> before, Map<String, Object> after) {
    if (database == TestDatabase.POSTGRESQL) {
      return (int) indexes.stream().filter(index -> after.get(partOf(index)) != null).count();
    }
    int inserted = before.isEmpty() ? 1 : 2;
    return inserted
        * (int)
            indexes.stream()
                .filter(index -> before.isEmpty() || hasChanged(index, before, after))
                .count();
  }

  /** Returns the column that has a value in the rows which a PostgreSQL index is of. */
  private static String partOf(Index index) {
    return index.part().orElse(index.columns().get(0));
  }

  private static boolean hasChanged(
      Index index, Map<String, Object> before, Map<String, Object> after) {
    return index.columns().stream()
        .anyMatch(column -> !Objects.equals(before.get(column), after.get(column)));
  }

  private List<Index> indexes() throws SQLException {
    Map<String, List<String>> indexes = new HashMap<>();
    Map<String, String> parts = new HashMap<>();
    try (Connection connection = store.dataSource.getConnection()) {
      String table = database == TestDatabase.H2 ? "EXECUTION" : "execution";
      try (ResultSet columns =
          connection
              .getMetaData()
              .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, false)) {
        while (columns.next()) {
          String column = columns.getString("COLUMN_NAME");
          if (column != null) {
            String name = columns.getString("INDEX_NAME");
            indexes
                .computeIfAbsent(name, each -> new ArrayList<>())
                .add(column.toLowerCase(Locale.ROOT));
            String part = columns.getString("FILTER_CONDITION");
            if (part != null) {
              parts.put(name, column(part));
            }
          }
        }
      }
    }
    return indexes.entrySet().stream()
        .map(index -> new Index(index.getValue(), Optional.ofNullable(parts.get(index.getKey()))))
        .toList();
  }

  private static String column(String part) {
    Matcher matcher = Pattern.compile("\\((\\w+) IS NOT NULL\\)").matcher(part);
    assertThat(matcher.matches()).as(part).isTrue();
    return matcher.group(1);
  }
}
