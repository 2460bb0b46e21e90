package io.executions.database;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows that a statement is given, and reads as a table named {@code given}. So it does the same for
 * each of many by one short text, which the database has prepared before, however many they are.
 *
 * @param columns their columns
 * @param rows their values, in the order of the columns
 */
public record GivenRows(List<Column> columns, List<Object[]> rows) {
  /** What a column holds: it must be what the indexes hold that it is compared with. */
  public enum Kind {
    /** A whole number. */
    NUMBER,
    /** The name of a type or of a queue. */
    NAME,
    /** What stands in the column {@code lane}. */
    LANE
  }

  /** A column of them. */
  public record Column(String name, Kind kind) {}

  /** Returns those of one column. */
  public static GivenRows of(Column column, List<?> values) {
    return new GivenRows(
        List.of(column), values.stream().map(value -> new Object[] {value}).toList());
  }

  /** Returns the values of each column as an array. */
  List<Object> arrays() {
    List<Object> arrays = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int at = i;
      Stream<Object> values = rows.stream().map(row -> row[at]);
      arrays.add(
          columns.get(i).kind() == Kind.NUMBER
              ? values.map(value -> ((Number) value).longValue()).toArray(Long[]::new)
              : values.toArray(String[]::new));
    }
    return arrays;
  }
}
