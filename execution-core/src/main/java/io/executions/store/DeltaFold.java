package io.executions.store;

import io.executions.database.FailureKind;
import io.executions.database.Packet;
import io.executions.database.Replay;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Adds what {@link Deltas} have left to the totals and the series. Its transaction is short: it
 * takes a bounded number of deltas, of a bounded number of kinds.
 */
record DeltaFold(Sql sql, Packet packet) {
  static final int MOST_KINDS = 20;

  private static final int MOST_FOLDED = 1000;

  private static final String OLDEST =
      """
      SELECT d.id, d.type, d.status, d.ended, d.minute_at, d.waited, d.ran, d.queues,
             CASE WHEN d.untold = 1 AND g.feed_since IS NOT NULL THEN 1 ELSE 0 END AS untold
        FROM execution_delta d, execution_gate g WHERE d.id > ? AND g.id = 1 ORDER BY d.id LIMIT ?
      """;

  /**
   * What was added.
   *
   * @param more whether there may be more
   * @param place behind which to go on: further on only where some could not be added
   * @param refused why some could not be, if some could not
   */
  record Folded(boolean more, long place, Optional<SQLException> refused) {}

  /**
   * One of them.
   *
   * @param minute when its minute began; null for what no series hears of
   * @param untold whether those who listen have still to be told what it says, so that it must stay
   */
  private record Delta(
      long id, EndKind kind, long ended, Long minute, FiguresByQueue byQueue, boolean untold) {
    static Delta read(ResultSet row) throws SQLException {
      long minute = row.getLong("minute_at");
      boolean isOfSeries = !row.wasNull();
      return new Delta(
          row.getLong("id"),
          new EndKind(row.getString("type"), row.getString("status")),
          row.getLong("ended"),
          isOfSeries ? (Long) minute : null,
          FiguresByQueue.parse(row.getString("queues"), figures(row)),
          row.getInt("untold") == 1);
    }

    private static Figures figures(ResultSet row) throws SQLException {
      return new Figures(
          row.getLong("ended"),
          Histogram.parse(row.getString("waited")),
          Histogram.parse(row.getString("ran")));
    }
  }

  /**
   * Adds those that can be added, unless another node does so; one kind that cannot be changed
   * keeps no other. After a lock that took too long there is no more: the next one might take as
   * long.
   *
   * @param behind those behind this one
   */
  Folded fold(long behind) throws SQLException {
    Optional<FoldTurn> turn = FoldTurn.take(sql);
    if (turn.isEmpty()) {
      return new Folded(false, behind, Optional.empty());
    }
    List<Delta> deltas =
        sql.list(OLDEST, Delta::read, Math.max(behind, turn.get().begin()), MOST_FOLDED);
    List<Delta> left = new ArrayList<>(deltas);
    Map<EndKind, List<Delta>> byKind =
        deltas.stream()
            .filter(delta -> !delta.untold())
            .collect(Collectors.groupingBy(Delta::kind, TreeMap::new, Collectors.toList()));
    boolean more =
        !byKind.isEmpty() && (deltas.size() == MOST_FOLDED || byKind.size() > MOST_KINDS);
    SQLException refused = null;
    for (List<Delta> alike : byKind.values().stream().limit(MOST_KINDS).toList()) {
      try {
        Savepoints.run(sql, () -> fold(alike));
        left.removeAll(alike);
      } catch (SQLException e) {
        if (!Replay.isLockTimeout(e) && !FailureKind.of(e).isRefusal()) {
          throw e;
        }
        refused = e;
        if (Replay.isLockTimeout(e)) {
          more = false;
          break;
        }
      }
    }
    if (behind == FoldTurn.START) {
      turn.get().end(sql, ids(deltas), ids(left));
    } else {
      turn.get().pass(sql);
    }
    long place = refused == null ? behind : last(deltas);
    return new Folded(more, place, Optional.ofNullable(refused));
  }

  private static long last(List<Delta> deltas) {
    return deltas.get(deltas.size() - 1).id();
  }

  private static List<Long> ids(List<Delta> deltas) {
    return deltas.stream().map(Delta::id).toList();
  }

  private void fold(List<Delta> alike) throws SQLException {
    EndKind kind = alike.get(0).kind();
    new Totals(sql).add(kind, alike.stream().mapToLong(Delta::ended).sum());
    TreeMap<Long, FiguresByQueue> minutes = new TreeMap<>();
    for (Delta delta : alike) {
      if (delta.minute() != null) {
        minutes
            .computeIfAbsent(delta.minute(), minute -> new FiguresByQueue())
            .add(delta.byQueue());
      }
    }
    new Series(sql, packet).add(kind, minutes);
    sql.remove("execution_delta", ids(alike));
  }
}
