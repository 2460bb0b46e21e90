package io.executions.database;

import java.util.List;

/**
 * A table that holds a sum for each key.
 *
 * @param name its name
 * @param key the columns of its primary key
 * @param sum the column of the sum
 * @param types the types of the key's columns and of the sum, in this order
 */
public record SumTable(String name, List<String> key, String sum, List<String> types) {
  /** Returns the names of all columns, with a prefix each, in a list with commas. */
  String columns(String prefix) {
    return prefix + String.join(", " + prefix, key) + ", " + prefix + sum;
  }
}
