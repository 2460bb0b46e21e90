package io.executions.store;

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
  private static final int LANES_AT_ONCE = 64;
  private static final int IDS_AT_ONCE = 256;

  /** Others may have locked the first ones: so many more are read of each lane. */
  private static final int SPARE = 2;

  /** And so many where these were not enough. */
  private static final List<Integer> DEEPER = List.of(64, 1024);

  /**
   * But only of so many lanes, by how much is read of each: others wait for the gate. Of the rest
   * the next one is freed by the {@link KeyRelease} that follows the end of the lock.
   */
  private static final int MOST_DEEPER = 4096;

  /** The recovered ones first; one range for both has MariaDB 10.11 sort all that is blocked. */
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
    for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
      List<Long> some = Sql.padded(ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE)));
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
    List<String> lanes = List.copyOf(most.keySet());
    for (int from = 0; from < lanes.size(); from += LANES_AT_ONCE) {
      List<String> some = lanes.subList(from, Math.min(lanes.size(), from + LANES_AT_ONCE));
      freed += free(some, missing, SPARE);
    }
    for (int spare : DEEPER) {
      List<String> some = new ArrayList<>(missing.keySet());
      Collections.shuffle(some);
      freed += free(some.subList(0, Math.min(some.size(), MOST_DEEPER / spare)), missing, spare);
    }
    return freed;
  }

  /**
   * Frees of each lane as many as are missing. What is left in the map is still missing, and may
   * stand behind those that were read.
   */
  private int free(List<String> lanes, Map<String, Integer> missing, int spare)
      throws SQLException {
    if (lanes.isEmpty()) {
      return 0;
    }
    Map<String, Integer> wanted = new LinkedHashMap<>();
    lanes.forEach(lane -> wanted.put(lane, missing.get(lane)));
    Map<String, List<Long>> next = next(wanted, spare);
    List<Long> first = lockFirst(next, missing);
    for (int from = 0; from < first.size(); from += IDS_AT_ONCE) {
      List<Long> some = Sql.padded(first.subList(from, Math.min(first.size(), from + IDS_AT_ONCE)));
      sql.update(Sql.withIds(FREE, some), some.toArray());
    }
    wanted.forEach(
        (lane, count) -> {
          int read = next.getOrDefault(lane, List.of()).size();
          if (missing.get(lane) == 0 || read < count + spare) {
            missing.remove(lane);
          }
        });
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
    for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
      List<Long> some = Sql.padded(ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE)));
      sql.list(Sql.withIds(LOCK, some), row -> locked.add(row.getLong(1)), some.toArray());
    }
    return locked;
  }
}
