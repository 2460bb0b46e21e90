package io.executions.store;

import io.executions.api.ExecutionStatus;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is removed when it is too old, in small batches so that nobody waits for its locks. */
enum Sweep {
  /** Executions that ended longer ago than the retention says, with their attempts. */
  ENDED_EXECUTIONS {
    @Override
    boolean removeBatch(Sql sql) throws SQLException {
      List<Ended> batch =
          sql.list(
              """
              SELECT e.id, e.type, e.status FROM execution e JOIN execution_gate g ON g.id = 1
               WHERE e.finished_at < {now} - g.retention_ms * 1000
               ORDER BY e.finished_at LIMIT 500
              """,
              row -> new Ended(row.getLong(1), row.getString(2), row.getString(3)));
      Map<List<String>, Long> removed = new TreeMap<>(Sweep::compare);
      List<Long> ids = new ArrayList<>(batch.stream().map(Ended::id).sorted().toList());
      if (ids.isEmpty()) {
        return false;
      }
      List<Long> locked =
          sql.list(
              Sql.withIds(
                  """
                  SELECT id FROM execution WHERE id IN ({ids}) AND finished_at IS NOT NULL
                   ORDER BY id FOR UPDATE SKIP LOCKED
                  """,
                  ids),
              row -> row.getLong(1),
              ids.toArray());
      if (!locked.isEmpty()) {
        Object[] parameters = locked.toArray();
        sql.update(
            Sql.withIds("DELETE FROM execution_attempt WHERE execution_id IN ({ids})", locked),
            parameters);
        sql.update(Sql.withIds("DELETE FROM execution WHERE id IN ({ids})", locked), parameters);
      }
      for (Ended ended : batch) {
        if (locked.contains(ended.id())) {
          removed.merge(List.of(ended.type(), ended.status()), -1L, Long::sum);
        }
      }
      for (var change : removed.entrySet()) {
        ExecutionStatus status = ExecutionStatus.fromJsonName(change.getKey().get(1)).orElseThrow();
        new Totals(sql).leaveDelta(change.getKey().get(0), status, change.getValue());
      }
      return batch.size() == 500;
    }
  },

  /** Idempotency keys of more than 24 hours. */
  IDEMPOTENCY_KEYS {
    @Override
    boolean removeBatch(Sql sql) throws SQLException {
      sql.update("DELETE FROM execution_idempotency WHERE created_at < {now} - ?", DAY);
      return false;
    }
  },

  /** Nodes that ended more than a day ago. */
  GONE_NODES {
    @Override
    boolean removeBatch(Sql sql) throws SQLException {
      List<Long> gone =
          sql.list(
              """
              SELECT n.id FROM execution_node n
               WHERE n.state IN ('dead', 'stopped') AND n.last_beat_at < {now} - ?
                 AND NOT EXISTS (SELECT 1 FROM execution e
                                  WHERE e.status = 'running' AND e.node_id = n.id)
               ORDER BY n.id LIMIT 500
              """,
              row -> row.getLong(1),
              DAY);
      if (!gone.isEmpty()) {
        sql.update(
            Sql.withIds("DELETE FROM execution_node_type WHERE node_id IN ({ids})", gone),
            gone.toArray());
        sql.update(
            Sql.withIds("DELETE FROM execution_node WHERE id IN ({ids})", gone), gone.toArray());
      }
      return gone.size() == 500;
    }
  };

  private static final long DAY = 86_400_000_000L;

  private record Ended(long id, String type, String status) {}

  /** Removes some and returns whether there may be more. */
  abstract boolean removeBatch(Sql sql) throws SQLException;

  private static int compare(List<String> a, List<String> b) {
    return a.toString().compareTo(b.toString());
  }
}
