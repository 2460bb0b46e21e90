package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What attempts of one execution had put out before they ended without completing: of very many,
 * only the newest, so that no answer takes more memory than a node has.
 *
 * @param most about how many characters are read at most
 */
record AttemptOutputs(Sql sql, long most) {
  private static final String SIZES =
      """
      SELECT attempt, CHAR_LENGTH(output) AS size
        FROM execution_attempt
       WHERE execution_id = ? AND output IS NOT NULL
       ORDER BY attempt DESC
      """;

  private static final String OUTPUTS =
      """
      SELECT attempt, output
        FROM execution_attempt
       WHERE execution_id = ? AND attempt >= ? AND output IS NOT NULL
      """;

  private record Size(int attempt, long characters) {}

  /** Returns them as JSON text, by the number of their attempt. */
  Map<Integer, String> newest(long executionId) throws SQLException {
    Map<Integer, String> outputs = new HashMap<>();
    sql.list(
        OUTPUTS,
        row -> outputs.put(row.getInt("attempt"), row.getString("output")),
        executionId,
        first(executionId));
    return outputs;
  }

  private int first(long executionId) throws SQLException {
    List<Size> sizes =
        sql.list(SIZES, row -> new Size(row.getInt("attempt"), row.getLong("size")), executionId);
    int first = Integer.MAX_VALUE;
    long characters = 0;
    for (Size size : sizes) {
      characters += size.characters();
      if (characters > most) {
        break;
      }
      first = size.attempt();
    }
    return first;
  }
}
