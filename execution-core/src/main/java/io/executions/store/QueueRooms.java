package io.executions.store;

import io.executions.api.QueueSettings;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much room the queues leave in one transaction behind the gate. Those that nobody has set
 * leave any. What runs is counted by the statement that reads the queues, if some has a limit.
 */
public final class QueueRooms {
  static final String LOAD =
      """
      SELECT %s, COALESCE(r.running, 0) AS running
        FROM execution_queue q
             LEFT JOIN (SELECT queue, COUNT(*) AS running FROM execution {work}
                         WHERE holder > 0
                           AND EXISTS (SELECT 1 FROM execution_queue WHERE max_concurrent >= 1)
                         GROUP BY queue) r ON r.queue = q.name
      """
          .formatted(QueueRow.COLUMNS);

  private static final String KEEP_RATE = "UPDATE execution_queue SET rate_at = ? WHERE name = ?";
  private static final String KEEP_TURNS = "UPDATE execution_queue SET turns = ? WHERE name = ?";

  /** One queue, and how many of it run. */
  private static final class Room {
    final QueueSettings settings;
    final Optional<Rate> rate;
    final boolean takesTurns;
    final LastTurns lastTurns;
    long rateAt;
    long running;

    Room(QueueRow row, long running) {
      this.settings = row.settings();
      this.rate = settings.rateLimit().map(Rate::of);
      this.takesTurns = row.takesTurns();
      this.lastTurns = row.lastTurns();
      this.rateAt = row.rateAt();
      this.running = running;
    }

    Room(Room other) {
      this.settings = other.settings;
      this.rate = other.rate;
      this.takesTurns = other.takesTurns;
      this.lastTurns = other.takesTurns ? other.lastTurns.copy() : other.lastTurns;
      this.rateAt = other.rateAt;
      this.running = other.running;
    }

    long besideRate() {
      if (settings.paused()) {
        return 0;
      }
      return settings.maxConcurrent().map(limit -> limit - running).orElse(Long.MAX_VALUE);
    }

    long left(long now) {
      return Math.min(
          besideRate(), rate.map(its -> its.allowed(rateAt, now)).orElse(Long.MAX_VALUE));
    }
  }

  private final Map<String, Room> byName = new HashMap<>();
  private final long now;

  private QueueRooms(long now) {
    this.now = now;
  }

  /** Returns those where nobody has set a queue. */
  static QueueRooms unbounded(long now) {
    return new QueueRooms(now);
  }

  static QueueRooms load(Sql sql, long now) throws SQLException {
    QueueRooms rooms = new QueueRooms(now);
    sql.list(
        LOAD,
        row -> {
          QueueRow queue = QueueRow.read(row);
          return rooms.byName.put(queue.name(), new Room(queue, row.getLong("running")));
        });
    return rooms;
  }

  /** Returns whether all queues leave any room. */
  boolean areUnbounded() {
    return byName.isEmpty();
  }

  /** Returns how many of that queue may start now. */
  int left(String queue) {
    Room room = byName.get(queue);
    return room == null
        ? Integer.MAX_VALUE
        : (int) Math.max(0, Math.min(Integer.MAX_VALUE, room.left(now)));
  }

  /** Returns how many of one key of that queue may run. */
  Optional<Integer> limitOfKey(String queue) {
    return Optional.ofNullable(byName.get(queue))
        .flatMap(room -> room.settings.maxConcurrentPerKey());
  }

  /** Returns whether the keys of that queue are to take turns. */
  boolean isFair(String queue) {
    Room room = byName.get(queue);
    return room != null && room.settings.fair();
  }

  /** Returns whether some of that queue stand where keys take turns, and so all are claimed so. */
  boolean takesTurns(String queue) {
    Room room = byName.get(queue);
    return room != null && room.takesTurns;
  }

  /** Returns which keys of such a queue had their turns last. */
  LastTurns lastTurns(String queue) {
    return byName.get(queue).lastTurns;
  }

  /**
   * Returns how long, in microseconds, until another of that queue may start, if all that it waits
   * for is time.
   */
  OptionalLong untilStart(String queue) {
    Room room = byName.get(queue);
    if (room == null || room.rate.isEmpty() || room.besideRate() <= 0 || room.left(now) > 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(room.rate.get().nextStart(room.rateAt, now) - now);
  }

  /** Returns the rooms there will be when runs of these queues have ended. */
  QueueRooms after(Collection<String> queues) {
    QueueRooms later = new QueueRooms(now);
    byName.forEach((name, room) -> later.byName.put(name, new Room(room)));
    later.ended(queues);
    return later;
  }

  /** Takes note that runs of these queues have ended. */
  void ended(Collection<String> queues) {
    queues.stream().map(byName::get).filter(room -> room != null).forEach(room -> room.running--);
  }

  /** Takes note that they have not. */
  void notEnded(Collection<String> queues) {
    queues.stream().map(byName::get).filter(room -> room != null).forEach(room -> room.running++);
  }

  /** Takes note of the starts, in their order, and keeps what rates and turns have to know. */
  void started(Sql sql, List<ClaimedExecution> executions, Collection<String> types)
      throws SQLException {
    Map<String, List<Turn>> starts = new HashMap<>();
    for (ClaimedExecution each : executions) {
      String queue = each.lane().queue();
      if (byName.containsKey(queue)) {
        starts.computeIfAbsent(queue, none -> new ArrayList<>()).add(each.turn());
      }
    }
    for (Map.Entry<String, List<Turn>> each : starts.entrySet()) {
      Room room = byName.get(each.getKey());
      room.running += each.getValue().size();
      if (room.rate.isPresent()) {
        room.rateAt = room.rate.get().after(room.rateAt, now, each.getValue().size());
        sql.update(KEEP_RATE, room.rateAt, each.getKey());
      }
      tookTurns(sql, each.getKey(), each.getValue(), types);
    }
  }

  /**
   * Takes note of turns of a queue in which keys take them, whether any of it has started or not.
   */
  void tookTurns(Sql sql, String queue, List<Turn> taken, Collection<String> types)
      throws SQLException {
    Room room = byName.get(queue);
    if (room.takesTurns) {
      room.lastTurns.took(taken, types);
      sql.update(KEEP_TURNS, room.lastTurns.text(), queue);
    }
  }
}
