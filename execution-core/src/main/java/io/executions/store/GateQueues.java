package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What queues and concurrency keys mean for one transaction behind the gate. */
public final class GateQueues {
  private static final String PUT_IN_TURN =
      "UPDATE execution SET turn_key = concurrency_key WHERE id IN ({ids}) AND claim_rank < 2";

  private final Sql sql;
  private final GateEntry entry;

  /** Null until somebody asks, and after what was done has been taken back. */
  private QueueRooms rooms;

  /** The queues of runs that are counted as ended and not recorded yet. */
  private List<String> leaving = List.of();

  GateQueues(Sql sql, GateEntry entry) {
    this.sql = sql;
    this.entry = entry;
  }

  /** Returns whether somebody has set one. */
  public boolean areSet() {
    return entry.queued();
  }

  QueueRooms rooms() throws SQLException {
    if (rooms == null) {
      rooms = areSet() ? QueueRooms.load(sql, entry.now()) : QueueRooms.unbounded(entry.now());
      rooms.ended(leaving);
    }
    return rooms;
  }

  /** Counts runs of these queues as ended, though they are recorded only with the next claim. */
  void leaving(List<String> queues) {
    leaving = queues;
    ended(leaving);
  }

  /** They are recorded now, and found so where rooms are counted anew. */
  void haveLeft() {
    leaving = List.of();
  }

  /** Takes back what {@link #leaving} has counted. */
  void stay() {
    if (rooms != null) {
      rooms.notEnded(leaving);
    }
    leaving = List.of();
  }

  /** Takes note that runs of these queues have ended. */
  void ended(Collection<String> queues) {
    if (rooms != null) {
      rooms.ended(queues);
    }
  }

  void forgetRooms() {
    rooms = null;
  }

  /** Returns which of these may start, as far as queues and keys are concerned. */
  public Admission admit(List<ClaimedExecution> due) throws SQLException {
    return new KeyRooms(sql, rooms()).admit(due);
  }

  /** Has executions wait for others of their concurrency key that are due and locked. */
  public void block(List<ClaimedExecution> due) throws SQLException {
    new BlockedKeys(sql).block(due.stream().map(ClaimedExecution::id).toList());
  }

  /**
   * Has executions that are due and locked take their places among those of their keys. That was
   * the turn of those that have no key: else the same would be met again where there is room for
   * one.
   *
   * @param types those of which some may be claimed
   */
  public void putInTurn(List<ClaimedExecution> due, Collection<String> types) throws SQLException {
    if (due.isEmpty()) {
      return;
    }
    List<Long> ids = Sql.padded(due.stream().map(ClaimedExecution::id).toList());
    sql.update(Sql.withIds(PUT_IN_TURN, ids), ids.toArray());
    Map<String, List<Turn>> byQueue = new LinkedHashMap<>();
    for (ClaimedExecution each : due) {
      byQueue.computeIfAbsent(each.lane().queue(), none -> new ArrayList<>()).add(each.turn());
    }
    for (Map.Entry<String, List<Turn>> each : byQueue.entrySet()) {
      rooms().tookTurns(sql, each.getKey(), each.getValue(), types);
    }
  }

  /**
   * Makes due what waits for one of its concurrency key, one for each that has left its place.
   *
   * @return how many there were
   */
  public int freeFor(Collection<Lane> left) throws SQLException {
    return areSet() ? new BlockedKeys(sql).freeFor(left) : 0;
  }

  /**
   * Goes on with the walk over blocked keys, if there is one, or begins one.
   *
   * @param begins whether to begin one where there is none
   * @return whether there is more of it to go
   */
  public boolean releaseKeys(boolean begins) throws SQLException {
    String place = entry.releasePlace();
    if (place == null && begins && areSet()) {
      place = "";
    }
    if (place == null) {
      return false;
    }
    // Where the last queue was removed meanwhile, no key is bound any more, and nothing is blocked.
    Optional<String> next = areSet() ? new KeyRelease(sql, rooms()).step(place) : Optional.empty();
    sql.update("UPDATE execution_gate SET release_place = ? WHERE id = 1", next.orElse(null));
    return next.isPresent();
  }

  /** Returns how long until another of that queue may start, if it waits for its rate alone. */
  public OptionalLong untilStart(String queue) throws SQLException {
    return rooms().untilStart(queue);
  }
}
