package io.executions.store;

import io.executions.api.NewExecution;
import io.executions.api.TooLargeException;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Text;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * The schedules as the engine sees them behind the gate. A change of one goes through the gate, so
 * nothing is locked here. That a time is not created twice is held by the next time, which is moved
 * in the transaction that creates, and once more by the key of {@code execution_scheduled}.
 */
public final class DueSchedules {
  private static final String READ =
      """
      SELECT s.name, CHAR_LENGTH(s.definition) AS size, s.anchor_at, s.next_at, s.waiting_at, s.last_id, s.last_for,
             s.skipped, s.missed, s.last_error, s.zone_data, e.id AS open_id
        FROM execution_schedule s
        LEFT JOIN execution e ON e.id = s.last_id AND e.finished_at IS NULL
      """;

  static final String ONE = READ + " WHERE s.name = ?";

  static final String DUE =
      READ + " WHERE s.due_at > 0 AND s.due_at <= ? ORDER BY s.due_at LIMIT ?";

  /** At least 1: of what is more than 0, H2 walks along all that is 0. */
  static final String WAITING =
      READ
          + " WHERE s.waiting_at >= 1 AND s.paused = FALSE AND s.retired = FALSE AND e.id IS NULL LIMIT ?";

  /** An index finds these by what has ended just now. */
  static final String WAITING_FOR =
      READ
          + " WHERE s.last_id IN ({ids}) AND s.waiting_at >= 1 AND s.paused = FALSE AND s.retired = FALSE AND e.id IS NULL"
          + " LIMIT ?";

  private static final String DEFINITIONS =
      "SELECT name, definition FROM execution_schedule WHERE name IN ({ids})";

  private static final String REMEMBER =
      """
      INSERT INTO execution_scheduled (schedule, scheduled_for, id, created_at)
      SELECT schedule, scheduled_for, id, created_at FROM execution WHERE id IN ({ids})
      """;

  private static final String MOVE =
      """
      UPDATE execution_schedule
         SET next_at = {next}, waiting_at = {waiting}, last_id = {last}, last_for = {for},
             skipped = {skipped}, missed = {missed}, last_error = NULLIF({error}, ''),
             zone_data = {zone}
       WHERE name IN ({ids})
      """;

  /** Each row of a statement looks through all its cases. */
  private static final int MOST_MOVED = 100;

  private static final int MOST_REMEMBERED = 500;

  private static final String CREATED_BY = "schedule";

  private final Sql sql;
  private final Packet packet;
  private final long now;

  DueSchedules(Sql sql, Packet packet, long now) {
    this.sql = sql;
    this.packet = packet;
    this.now = now;
  }

  /**
   * Returns how large a statement the database takes, for so many executions with that input.
   *
   * @throws TooLargeException if that is too small for one of them
   */
  static Packet packet(Sql sql, Text input, int count) throws SQLException {
    Packet packet = Packet.forTexts(sql, Collections.nCopies(count, input));
    if (!packet.takes(input)) {
      throw new TooLargeException("/input", packet.refusal("input", input));
    }
    return packet;
  }

  /** Returns those whose time has come, the earliest first. */
  public List<DueSchedule> due(int most) throws SQLException {
    return sql.list(DUE, DueSchedule::read, now, most);
  }

  /** Returns those with a time that waits, and need not wait any longer. */
  public List<DueSchedule> waiting(int most) throws SQLException {
    return sql.list(WAITING, DueSchedule::read, most);
  }

  /** Returns those of them whose last execution is one of those, which have just ended. */
  public List<DueSchedule> waitingFor(Collection<Long> ended, int most) throws SQLException {
    List<Object> parameters = new ArrayList<>(Sql.padded(ended));
    String statement = Sql.withIds(WAITING_FOR, parameters);
    parameters.add(most);
    return ended.isEmpty()
        ? List.of()
        : sql.list(statement, DueSchedule::read, parameters.toArray());
  }

  /** Returns the same with their definitions, which may be large. */
  public List<DueSchedule> withDefinitions(List<DueSchedule> some) throws SQLException {
    if (some.isEmpty()) {
      return some;
    }
    Map<String, String> definitions = new HashMap<>();
    List<String> names = some.stream().map(DueSchedule::name).toList();
    sql.list(
        Sql.withIds(DEFINITIONS, names),
        row -> definitions.put(row.getString(1), row.getString(2)),
        names.toArray());
    return some.stream().map(each -> each.with(definitions.get(each.name()))).toList();
  }

  /** Creates the executions and moves the schedules on, by a few statements for all of them. */
  public void take(List<ScheduleTurn> turns) throws SQLException {
    take(turns, CREATED_BY);
  }

  /**
   * Does the same in somebody's name; what is not created, as others have its unique key, is
   * skipped.
   *
   * @return the rows of the executions, and whose keys others have
   */
  ScheduledRows take(List<ScheduleTurn> turns, String by) throws SQLException {
    ScheduledRows created = create(turns, by);
    Map<String, CreationStatements.Row> last = new HashMap<>();
    created.rows().forEach(row -> last.put(row.scheduled().schedule(), row));
    List<ScheduleTurn> moved =
        turns.stream().map(turn -> turn.skippingToo(created.skipped(turn))).toList();
    for (List<ScheduleTurn> some : Sql.parts(moved, MOST_MOVED)) {
      move(some, last);
    }
    return created;
  }

  /**
   * Creates the executions of times that have none, and moves no schedule.
   *
   * @param by in whose name
   * @return the rows of the executions, in the order of the turns and their times, and whose keys
   *     others have
   */
  ScheduledRows create(List<ScheduleTurn> turns, String by) throws SQLException {
    KnownTimes known = KnownTimes.of(sql, turns);
    List<CreationStatements.Row> wanted = new ArrayList<>();
    List<Long> ids = ids(turns.stream().mapToInt(turn -> turn.times().size()).sum());
    for (ScheduleTurn turn : turns) {
      for (ScheduleTurn.Time time : turn.times()) {
        if (!known.has(turn.schedule().name(), time.at())) {
          wanted.add(row(ids.get(wanted.size()), turn, time, by));
        }
      }
    }
    ScheduledRows free = ScheduledRows.takingKeys(sql, wanted);
    if (free.rows().isEmpty()) {
      return free;
    }
    TypeQueues queues = TypeQueues.read(sql);
    Set<String> fair = FairQueueNames.read(sql);
    List<CreationStatements.Row> rows =
        free.rows().stream().map(row -> row.in(queues, fair)).toList();
    new CreationStatements(sql).add(rows, packet);
    List<Long> added = rows.stream().map(CreationStatements.Row::id).toList();
    for (List<Long> some : Sql.parts(added, MOST_REMEMBERED)) {
      sql.update(Sql.withIds(REMEMBER, some), some.toArray());
    }
    return new ScheduledRows(rows, free.held());
  }

  private CreationStatements.Row row(
      long id, ScheduleTurn turn, ScheduleTurn.Time time, String by) {
    NewExecution each = turn.definition().create();
    if (time.runAt() != null) {
      each = each.withRunAt(time.runAt());
    }
    Optional<Duration> expiresAfter = turn.definition().expiresAfter();
    if (expiresAfter.isPresent()) {
      Instant due = time.runAt() == null ? Micros.toInstant(time.at()) : time.runAt();
      Instant from = due.isAfter(Micros.toInstant(now)) ? due : Micros.toInstant(now);
      each = each.withExpiresAt(from.plus(expiresAfter.get()));
    }
    return new CreationStatements.Row(
        id,
        each,
        turn.input(),
        by,
        new CreationStatements.Scheduled(turn.schedule().name(), time.at()),
        false);
  }

  /** Behind the gate, and at the end of what a transaction reads: others wait for a moment only. */
  private List<Long> ids(int count) throws SQLException {
    if (count == 0) {
      return List.of();
    }
    sql.update("UPDATE execution_ids SET next_id = next_id + ? WHERE id = 1", count);
    long end = sql.number("SELECT next_id FROM execution_ids WHERE id = 1");
    return LongStream.range(end - count, end).boxed().toList();
  }

  private void move(List<ScheduleTurn> turns, Map<String, CreationStatements.Row> last)
      throws SQLException {
    List<Object> parameters = new ArrayList<>();
    add(parameters, turns, ScheduleTurn::nextAt);
    add(parameters, turns, ScheduleTurn::waitingAt);
    add(parameters, turns, turn -> lastId(turn, last));
    add(parameters, turns, turn -> lastFor(turn, last));
    add(parameters, turns, ScheduleTurn::skipped);
    add(parameters, turns, ScheduleTurn::missed);
    turns.forEach(turn -> Collections.addAll(parameters, turn.schedule().name(), turn.error()));
    turns.forEach(turn -> Collections.addAll(parameters, turn.schedule().name(), turn.zoneData()));
    List<String> names = turns.stream().map(turn -> turn.schedule().name()).toList();
    parameters.addAll(names);
    String each = "CASE name" + " WHEN ? THEN ?".repeat(turns.size()) + " END";
    String statement = Sql.withIds(MOVE, names).replaceAll("\\{[a-z]+\\}", each);
    int changed = sql.update(statement, parameters.toArray());
    if (changed != turns.size()) {
      throw new SQLException("Not all of %d schedules could be moved on".formatted(turns.size()));
    }
  }

  private static void add(
      List<Object> parameters, List<ScheduleTurn> turns, ToLongFunction<ScheduleTurn> value) {
    for (ScheduleTurn turn : turns) {
      Collections.addAll(parameters, turn.schedule().name(), value.applyAsLong(turn));
    }
  }

  private static long lastId(ScheduleTurn turn, Map<String, CreationStatements.Row> last) {
    CreationStatements.Row row = last.get(turn.schedule().name());
    return row == null ? turn.schedule().lastId() : row.id();
  }

  private static long lastFor(ScheduleTurn turn, Map<String, CreationStatements.Row> last) {
    CreationStatements.Row row = last.get(turn.schedule().name());
    return row == null ? turn.schedule().lastFor() : row.scheduled().at();
  }
}
