package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Says which of the executions that a transaction has locked may start: those for which their queue
 * has room, and their concurrency key. What runs of a key is counted then.
 */
record KeyRooms(Sql sql, QueueRooms queues) {
  private static final int LANES_AT_ONCE = 64;

  static final String RUNNING =
      """
      SELECT lane, COUNT(*) FROM execution {lane} WHERE lane IN ({ids}) AND lane_holder > 0 GROUP BY lane
      """;

  /** Says of each, in that order; one that is out of its turn is neither admitted nor blocked. */
  Admission admit(List<ClaimedExecution> due) throws SQLException {
    if (queues.areUnbounded()) {
      return new Admission(due, List.of(), List.of());
    }
    Map<String, Integer> running = running(bound(due));
    Map<String, Integer> taken = new HashMap<>();
    Admission admission = new Admission(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ClaimedExecution each : due) {
      Lane lane = each.lane();
      Optional<Integer> limit = limit(lane);
      if (lane.hasKey() && each.turn().key().isEmpty() && queues.isFair(lane.queue())) {
        admission.outOfTurn().add(each);
      } else if (limit.isPresent() && running.getOrDefault(lane.text(), 0) >= limit.get()) {
        admission.blocked().add(each);
      } else if (taken.merge(lane.queue(), 1, Integer::sum) <= queues.left(lane.queue())) {
        admission.admitted().add(each);
        limit.ifPresent(bound -> running.merge(lane.text(), 1, Integer::sum));
      }
    }
    return admission;
  }

  private List<String> bound(List<ClaimedExecution> due) {
    TreeSet<String> lanes = new TreeSet<>();
    due.stream()
        .map(ClaimedExecution::lane)
        .filter(lane -> limit(lane).isPresent())
        .forEach(lane -> lanes.add(lane.text()));
    return List.copyOf(lanes);
  }

  /** Returns how many run in each of the lanes in which any does. */
  Map<String, Integer> running(List<String> lanes) throws SQLException {
    Map<String, Integer> running = new HashMap<>();
    for (List<String> part : Sql.parts(lanes, LANES_AT_ONCE)) {
      List<String> some = Sql.padded(part);
      sql.list(
          Sql.withIds(RUNNING, some),
          row -> running.put(row.getString(1), row.getInt(2)),
          some.toArray());
    }
    return running;
  }

  private Optional<Integer> limit(Lane lane) {
    return lane.hasKey() ? queues.limitOfKey(lane.queue()) : Optional.empty();
  }
}
