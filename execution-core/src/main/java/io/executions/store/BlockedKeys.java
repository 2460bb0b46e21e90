package io.executions.store;

import io.executions.database.GivenRows;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The executions that wait for others of their concurrency key. Claims put them there, and never
 * look at them again. Whatever takes one of a key out of the line or out of what runs has the next
 * one of that key take its place in the line, in the same transaction; a claim counts then, so that
 * one too many there does no harm.
 */
record BlockedKeys(Sql sql) {
  private static final int LANES_AT_ONCE = 128;
  private static final int BRANCHES_AT_ONCE = 16;
  private static final int IDS_AT_ONCE = 256;

  /**
   * Of most lanes the first one is all that is needed. Others may have locked it, or several have
   * left their places: then so many more are read of each.
   */
  private static final List<Integer> DEEPER = List.of(2, 64, 1024);

  /** So many of those that were read are locked besides those that are needed. */
  private static final int SPARE = 2;

  /**
   * But only of so many lanes, by how much is read of each: others wait for the gate. Of the rest
   * the next one is freed by the {@link KeyRelease} that follows the end of the lock.
   */
  private static final int MOST_DEEPER = 4096;

  private static final GivenRows.Column LANE = new GivenRows.Column("lane", GivenRows.Kind.LANE);

  private static final String FIRST_OF_RANK =
      """
      (SELECT e.id FROM execution e {lane} WHERE e.lane = given.lane AND e.lane_holder = %d
        ORDER BY e.lane, e.lane_holder, e.priority DESC, e.run_at, e.id LIMIT 1)\
      """;

  /** The recovered ones first; one range for both has MariaDB 10.11 sort all that is blocked. */
  static final String FIRST =
      "SELECT given.lane AS lane, %s AS recovered, %s AS due FROM {given}"
          .formatted(FIRST_OF_RANK.formatted(-5), FIRST_OF_RANK.formatted(-4));

  /** Several of each lane. */
  static final String NEXT =
      """
      (SELECT lane, id FROM execution {lane} WHERE lane = ? AND lane_holder = -5
        ORDER BY priority DESC, run_at, id LIMIT ?)
      UNION ALL
      (SELECT lane, id FROM execution {lane} WHERE lane = ? AND lane_holder = -4
        ORDER BY priority DESC, run_at, id LIMIT ?)
      """;

  private static final String LOCK =
      """
      SELECT id FROM execution WHERE id IN ({ids}) AND COALESCE(claim_rank, 0) > 2
       ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  private static final String FREE =
      """
      UPDATE execution SET claim_rank = CASE WHEN claim_rank = 4 THEN 0 ELSE 1 END WHERE id IN ({ids})
      """;

  private static final String BLOCK =
      """
      UPDATE execution SET claim_rank = CASE WHEN claim_rank = 0 THEN 4 ELSE 3 END
       WHERE id IN ({ids}) AND claim_rank < 2
      """;

  /** Has executions wait that the transaction has locked. */
  void block(List<Long> ids) throws SQLException {
    for (List<Long> part : Sql.parts(ids, IDS_AT_ONCE)) {
      List<Long> some = Sql.padded(part);
      sql.update(Sql.withIds(BLOCK, some), some.toArray());
    }
  }

  /** Frees one for each that has left its place. */
  int freeFor(Collection<Lane> left) throws SQLException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    left.stream().filter(Lane::hasKey).forEach(lane -> counts.merge(lane.text(), 1, Integer::sum));
    return free(counts);
  }

  /**
   * Makes the first ones of each lane due that nobody else has locked.
   *
   * @param most how many of each
   * @return how many there were
   */
  int free(Map<String, Integer> most) throws SQLException {
    int freed = 0;
    Map<String, Integer> missing = new LinkedHashMap<>(most);
    for (List<String> some : Sql.parts(List.copyOf(most.keySet()), LANES_AT_ONCE)) {
      Map<String, List<Long>> first = first(some);
      freed += free(first, missing);
      some.stream()
          .filter(lane -> !first.containsKey(lane) || missing.get(lane) == 0)
          .forEach(missing::remove);
    }
    for (int spare : DEEPER) {
      List<String> lanes = new ArrayList<>(missing.keySet());
      Collections.shuffle(lanes);
      lanes = lanes.subList(0, Math.min(lanes.size(), MOST_DEEPER / spare));
      for (List<String> some : Sql.parts(lanes, BRANCHES_AT_ONCE)) {
        freed += freeSeveral(some, missing, spare);
      }
    }
    return freed;
  }

  static GivenRows given(List<String> lanes) {
    return GivenRows.of(LANE, lanes);
  }

  private Map<String, List<Long>> first(List<String> lanes) throws SQLException {
    Map<String, List<Long>> first = new HashMap<>();
    sql.list(
        FIRST,
        List.of(given(lanes)),
        row -> {
          long recovered = row.getLong("recovered");
          long id = row.wasNull() ? row.getLong("due") : recovered;
          return row.wasNull() ? null : first.put(row.getString("lane"), List.of(id));
        });
    return first;
  }

  /**
   * Frees of each lane as many as are missing. What is left in the map is still missing, and may
   * stand behind those that were read.
   */
  private int freeSeveral(List<String> lanes, Map<String, Integer> missing, int spare)
      throws SQLException {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    lanes.forEach(lane -> wanted.put(lane, missing.get(lane)));
    Map<String, List<Long>> next = next(wanted, spare);
    int freed = free(next, missing);
    wanted.forEach(
        (lane, count) -> {
          int read = next.getOrDefault(lane, List.of()).size();
          if (missing.get(lane) == 0 || read < count + spare) {
            missing.remove(lane);
          }
        });
    return freed;
  }

  /** Frees those of these that nobody else has locked, as many of each lane as are missing. */
  private int free(Map<String, List<Long>> next, Map<String, Integer> missing) throws SQLException {
    List<Long> first = lockFirst(next, missing);
    for (List<Long> part : Sql.parts(first, IDS_AT_ONCE)) {
      List<Long> some = Sql.padded(part);
      sql.update(Sql.withIds(FREE, some), some.toArray());
    }
    return first.size();
  }

  private Map<String, List<Long>> next(Map<String, Integer> wanted, int spare) throws SQLException {
    List<Object> parameters = new ArrayList<>();
    wanted.forEach(
        (lane, count) -> Collections.addAll(parameters, lane, count + spare, lane, count + spare));
    for (int i = 0; i < Sql.padding(wanted.size()); i++) {
      Collections.addAll(parameters, "", 0, "", 0);
    }
    Map<String, List<Long>> next = new HashMap<>();
    sql.list(
        Sql.branches(NEXT, wanted.size()),
        row ->
            next.computeIfAbsent(row.getString("lane"), lane -> new ArrayList<>())
                .add(row.getLong("id")),
        parameters.toArray());
    return next;
  }

  /**
   * Locks the first ones of each lane that nobody else has locked, and few besides; takes what it
   * has got from what is missing.
   */
  private List<Long> lockFirst(Map<String, List<Long>> next, Map<String, Integer> missing)
      throws SQLException {
    List<Long> first = new ArrayList<>();
    Map<String, Integer> tried = new HashMap<>();
    for (int more = SPARE; true; more = Math.min(2 * more, IDS_AT_ONCE)) {
      Map<Long, String> some = new LinkedHashMap<>();
      for (Map.Entry<String, List<Long>> each : next.entrySet()) {
        String lane = each.getKey();
        int from = tried.getOrDefault(lane, 0);
        int count = missing.get(lane) == 0 ? 0 : missing.get(lane) + more;
        int to = Math.min(each.getValue().size(), from + count);
        each.getValue().subList(from, to).forEach(id -> some.put(id, lane));
        tried.put(lane, to);
      }
      if (some.isEmpty()) {
        return first;
      }
      Set<Long> locked = locked(some.keySet());
      some.forEach(
          (id, lane) -> {
            if (locked.contains(id) && missing.get(lane) > 0) {
              first.add(id);
              missing.merge(lane, -1, Integer::sum);
            }
          });
    }
  }

  private Set<Long> locked(Collection<Long> found) throws SQLException {
    Set<Long> locked = new HashSet<>();
    List<Long> ids = found.stream().sorted().toList();
    for (List<Long> part : Sql.parts(ids, IDS_AT_ONCE)) {
      List<Long> some = Sql.padded(part);
      sql.list(Sql.withIds(LOCK, some), row -> locked.add(row.getLong(1)), some.toArray());
    }
    return locked;
  }
}
