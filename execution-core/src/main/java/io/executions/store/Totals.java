package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.FailureKind;
import io.executions.database.Replay;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many ended executions there are, by type and status, kept along so that no history is ever
 * counted. The engine writes the totals behind the gate. A transaction elsewhere that ends, revives
 * or removes an execution leaves a delta, which the engine folds in later.
 */
record Totals(Sql sql) {
  private static final int MOST_FOLDED = 1000;

  private static final String LEAVE_DELTA =
      "INSERT INTO execution_delta (type, status, ended) VALUES (?, ?, ?)";

  private record Key(String type, String status) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byType = type.compareTo(other.type);
      return byType != 0 ? byType : status.compareTo(other.status);
    }
  }

  /**
   * What was added.
   *
   * @param more whether there may be more
   * @param refused why some could not be, if some could not
   */
  record Folded(boolean more, Optional<SQLException> refused) {}

  private record Delta(long id, Key key, long ended) {}

  /** Adds what those moves have ended, and takes away what they have revived. */
  void add(List<Move> moves) throws SQLException {
    add(changes(moves));
  }

  /** Leaves that for the engine. */
  void leaveDeltas(List<Move> moves) throws SQLException {
    for (var change : changes(moves).entrySet()) {
      leaveDelta(change.getKey(), change.getValue());
    }
  }

  private static TreeMap<Key, Long> changes(List<Move> moves) {
    TreeMap<Key, Long> changes = new TreeMap<>();
    for (Move move : moves) {
      if (move.from().isFinal()) {
        changes.merge(new Key(move.type(), move.from().jsonName()), -1L, Long::sum);
      }
      if (move.to().isFinal()) {
        changes.merge(new Key(move.type(), move.to().jsonName()), 1L, Long::sum);
      }
    }
    return changes;
  }

  /** Adds those that can be added. A total that cannot be changed holds up no other. */
  Folded fold() throws SQLException {
    List<Delta> deltas =
        sql.list(
            "SELECT id, type, status, ended FROM execution_delta ORDER BY id LIMIT ?",
            row ->
                new Delta(
                    row.getLong(1), new Key(row.getString(2), row.getString(3)), row.getLong(4)),
            MOST_FOLDED);
    Map<Key, List<Delta>> byKey =
        deltas.stream()
            .collect(Collectors.groupingBy(Delta::key, TreeMap::new, Collectors.toList()));
    SQLException refused = null;
    for (List<Delta> alike : byKey.values()) {
      try {
        Savepoints.run(sql, () -> fold(alike));
      } catch (SQLException e) {
        if (!Replay.isLockTimeout(e) && !FailureKind.of(e).isRefusal()) {
          throw e;
        }
        refused = e;
      }
    }
    return new Folded(deltas.size() == MOST_FOLDED, Optional.ofNullable(refused));
  }

  private void fold(List<Delta> alike) throws SQLException {
    long sum = alike.stream().mapToLong(Delta::ended).sum();
    add(new TreeMap<>(Map.of(alike.get(0).key(), sum)));
    sql.update(
        Sql.withIds("DELETE FROM execution_delta WHERE id IN ({ids})", alike),
        alike.stream().map(Delta::id).toArray());
  }

  /**
   * Leaves a delta for the engine: so many more have ended like that, or so many fewer are kept.
   */
  void leaveDelta(String type, ExecutionStatus status, long ended) throws SQLException {
    leaveDelta(new Key(type, status.jsonName()), ended);
  }

  private void leaveDelta(Key key, long ended) throws SQLException {
    sql.update(LEAVE_DELTA, key.type(), key.status(), ended);
  }

  private void add(TreeMap<Key, Long> changes) throws SQLException {
    changes.values().removeIf(change -> change == 0);
    for (var change : changes.entrySet()) {
      Key key = change.getKey();
      int rows =
          sql.update(
              "UPDATE execution_total SET ended = ended + ? WHERE type = ? AND status = ?",
              change.getValue(),
              key.type(),
              key.status());
      if (rows == 0) {
        sql.update(
            "INSERT INTO execution_total (type, status, ended) VALUES (?, ?, ?)",
            key.type(),
            key.status(),
            change.getValue());
      }
    }
  }
}
