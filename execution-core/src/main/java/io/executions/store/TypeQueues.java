package io.executions.store;

import io.executions.api.NewExecution;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The queues that handlers name for their types.
 *
 * @param byType the queue of each type that some node handles, or did within a day
 */
public record TypeQueues(Map<String, String> byType) {
  /** Of a type, the node comes last whose word holds: the newest one that lives. */
  private static final String ALL =
      """
      SELECT t.type, t.queue FROM execution_node_type t JOIN execution_node n ON n.id = t.node_id
       ORDER BY CASE WHEN n.state IN ('polling', 'draining') THEN 1 ELSE 0 END, n.started_at, n.id
      """;

  static TypeQueues read(Sql sql) throws SQLException {
    Map<String, String> queues = new HashMap<>();
    sql.list(ALL, row -> queues.put(row.getString(1), row.getString(2)));
    return new TypeQueues(queues);
  }

  /** Returns the execution in the queue that it says, or else in that of its type. */
  public NewExecution place(NewExecution execution) {
    return execution.queue() == null
        ? execution.withQueue(byType.getOrDefault(execution.type(), NewExecution.DEFAULT_QUEUE))
        : execution;
  }
}
