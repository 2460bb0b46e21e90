package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes from key to key of what is blocked and makes due whatever its key has room for: after a
 * limit was raised, and from time to time, since a node may have died between the end of a run and
 * freeing the next one of its key. A key whose place in the line is held by a type that no living
 * node handles any more gets another one there.
 */
record KeyRelease(Sql sql, QueueRooms queues) {
  private static final int LANES = 200;

  /** How many of a key become due at once. */
  private static final int OF_KEY = 100;

  /** How many in all, unless the first key has more: others wait for the gate meanwhile. */
  private static final int IN_ALL = 1000;

  private static final String ASK =
      "UPDATE execution_gate SET release_place = '' WHERE id = 1 AND queues > 0";

  private static final String ANY_BLOCKED =
      "SELECT 1 FROM execution {work} WHERE holder BETWEEN -5 AND -4 LIMIT 1";

  static final String LANES_RECURSIVE =
      """
      WITH RECURSIVE step AS (
        (SELECT lane FROM execution WHERE lane > ? ORDER BY lane LIMIT 1)
        UNION ALL
        SELECT (SELECT e.lane FROM execution e WHERE e.lane > step.lane ORDER BY e.lane LIMIT 1)
          FROM step WHERE step.lane IS NOT NULL)
      SELECT lane FROM step WHERE lane IS NOT NULL LIMIT ?
      """;

  private static final String LANE_BEHIND =
      "SELECT lane FROM execution {lane} WHERE lane > ? ORDER BY lane LIMIT 1";

  private static final String IN_LINE =
      """
      (SELECT lane, type FROM execution {lane} WHERE lane = ? AND lane_holder BETWEEN -3 AND -2
        ORDER BY lane, lane_holder, priority DESC, run_at, id LIMIT %d)
      """
          .formatted(OF_KEY);

  private static final String HANDLED =
      """
      SELECT DISTINCT t.type FROM execution_node_type t JOIN execution_node n ON n.id = t.node_id
       WHERE n.state IN ('polling', 'draining')
      """;

  /** Has the nodes go over all keys, from the first one on. */
  static void ask(Sql sql) throws SQLException {
    sql.update(ASK);
  }

  /**
   * Goes some keys on.
   *
   * @param after the lane behind which to go on; empty for the first one
   * @return the lane behind which the next step goes on; empty where that was all
   */
  Optional<String> step(String after) throws SQLException {
    if (sql.first(ANY_BLOCKED, row -> true).isEmpty()) {
      return Optional.empty();
    }
    List<String> lanes = behind(after);
    if (lanes.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Integer> rooms = rooms(lanes);
    inLine(List.copyOf(rooms.keySet()))
        .forEach((lane, some) -> rooms.merge(lane, -some, Integer::sum));
    rooms.values().removeIf(room -> room <= 0);
    Optional<String> reached = bound(rooms, lanes);
    int freed = new BlockedKeys(sql).free(rooms);
    // There may be more of a key than were freed at once.
    boolean same = rooms.containsValue(OF_KEY) && freed >= OF_KEY;
    return same ? Optional.of(after) : reached;
  }

  /** Leaves those out that are too many for one step; returns the lane behind which they stand. */
  private static Optional<String> bound(Map<String, Integer> rooms, List<String> lanes) {
    int all = 0;
    String before = null;
    for (String lane : lanes) {
      all += rooms.getOrDefault(lane, 0);
      if (all > IN_ALL && before != null) {
        rooms.keySet().retainAll(lanes.subList(0, lanes.indexOf(lane)));
        return Optional.of(before);
      }
      before = lane;
    }
    return last(lanes);
  }

  private static Optional<String> last(List<String> lanes) {
    return lanes.size() < LANES ? Optional.empty() : Optional.of(lanes.get(lanes.size() - 1));
  }

  private List<String> behind(String after) throws SQLException {
    return switch (sql.dialect().skipping()) {
      case RECURSIVE -> sql.list(LANES_RECURSIVE, row -> row.getString(1), after, LANES);
      case SINGLE -> singly(after);
    };
  }

  private List<String> singly(String after) throws SQLException {
    List<String> lanes = new ArrayList<>();
    Optional<String> lane = sql.first(LANE_BEHIND, row -> row.getString(1), after);
    while (lane.isPresent() && lanes.size() < LANES) {
      lanes.add(lane.get());
      lane = sql.first(LANE_BEHIND, row -> row.getString(1), lane.get());
    }
    return lanes;
  }

  private Map<String, Integer> rooms(List<String> lanes) throws SQLException {
    Map<String, Integer> running = new KeyRooms(sql, queues).running(lanes);
    Map<String, Integer> rooms = new LinkedHashMap<>();
    for (String lane : lanes) {
      Optional<Integer> limit = queues.limitOfKey(Lane.queueOf(lane));
      int room = limit.map(most -> most - running.getOrDefault(lane, 0)).orElse(OF_KEY);
      if (room > 0) {
        rooms.put(lane, Math.min(room, OF_KEY));
      }
    }
    return rooms;
  }

  /**
   * Returns how many of each lane are due that some living node handles, where its key is bound.
   */
  private Map<String, Integer> inLine(List<String> lanes) throws SQLException {
    List<String> bound =
        lanes.stream().filter(lane -> queues.limitOfKey(Lane.queueOf(lane)).isPresent()).toList();
    if (bound.isEmpty()) {
      return Map.of();
    }
    Set<String> handled = new HashSet<>(sql.list(HANDLED, row -> row.getString(1)));
    String branches = String.join("UNION ALL\n", Collections.nCopies(bound.size(), IN_LINE));
    Map<String, Integer> due = new HashMap<>();
    sql.list(
        branches,
        row ->
            handled.contains(row.getString(2)) ? due.merge(row.getString(1), 1, Integer::sum) : 0,
        bound.toArray());
    return due;
  }
}
