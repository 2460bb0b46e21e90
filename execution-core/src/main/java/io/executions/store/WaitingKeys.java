package io.executions.store;

import io.executions.api.Queue;
import io.executions.api.WaitingKey;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/** The concurrency keys of one queue of which the most wait, counted along the index of lanes. */
record WaitingKeys(Sql sql) {
  /** What waits for its time has the holder -1. */
  static final String MOST =
      """
      SELECT lane, SUM(CASE WHEN lane_holder > 0 THEN 1 ELSE 0 END) AS running,
             SUM(CASE WHEN lane_holder < -1 THEN 1 ELSE 0 END) AS waiting
        FROM (SELECT lane, lane_holder FROM execution {lane} WHERE lane >= ? AND lane < ?
               ORDER BY lane, lane_holder LIMIT %d) counted
       GROUP BY lane HAVING SUM(CASE WHEN lane_holder < -1 THEN 1 ELSE 0 END) > 0
       ORDER BY waiting DESC, lane LIMIT %d
      """
          .formatted(Queue.KEYS_CAP, Queue.MOST_KEYS);

  List<WaitingKey> of(String queue) throws SQLException {
    return sql.list(
        MOST,
        row -> new WaitingKey(Lane.keyOf(row.getString(1)), row.getLong(2), row.getLong(3)),
        Lane.first(queue),
        Lane.behind(queue));
  }
}
