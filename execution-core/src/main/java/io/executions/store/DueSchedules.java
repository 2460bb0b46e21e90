package io.executions.store;

import io.executions.database.Packet;
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
import java.util.function.ToLongFunction;

/**
 * The schedules as the engine sees them behind the gate. A change of one goes through the gate, so
 * nothing is locked here. That a time is not created twice is held by the next time, which is moved
 * in the transaction that creates, and once more by the key of {@code execution_scheduled}.
 */
public final class DueSchedules {
  private static final String READ =
      """
      SELECT s.name, CHAR_LENGTH(s.definition) AS size, s.anchor_at, s.next_at, s.waiting_at, s.last_id, s.last_for,
             s.skipped, s.missed, s.last_error, e.id AS open_id
        FROM execution_schedule s
        LEFT JOIN execution e ON e.id = s.last_id AND e.finished_at IS NULL
      """;

  static final String ONE = READ + " WHERE s.name = ?";

  static final String DUE =
      READ + " WHERE s.due_at > 0 AND s.due_at <= ? ORDER BY s.due_at LIMIT ?";

  static final String WAITING =
      READ + " WHERE s.waiting_at > 0 AND s.paused = FALSE AND e.id IS NULL LIMIT ?";

  /** An index finds these by what has ended just now. */
  static final String WAITING_FOR =
      READ
          + " WHERE s.last_id IN ({ids}) AND s.waiting_at > 0 AND s.paused = FALSE AND e.id IS NULL"
          + " LIMIT ?";

  private static final String DEFINITIONS =
      "SELECT name, definition FROM execution_schedule WHERE name IN ({ids})";

  private static final String KNOWN_OF_SCHEDULE =
      """
      SELECT schedule, scheduled_for FROM execution_scheduled
       WHERE schedule = ? AND scheduled_for IN ({ids})
      """;

  private static final String KNOWN_OF_TIME =
      """
      SELECT schedule, scheduled_for FROM execution_scheduled
       WHERE scheduled_for = ? AND schedule IN ({ids})
      """;

  /** So many questions one statement asks. */
  private static final int MOST_ASKED = 50;

  private static final String REMEMBER =
      """
      INSERT INTO execution_scheduled (schedule, scheduled_for, id, created_at)
      SELECT schedule, scheduled_for, id, created_at FROM execution WHERE id IN ({ids})
      """;

  private static final String MOVE =
      """
      UPDATE execution_schedule
         SET next_at = {next}, waiting_at = {waiting}, last_id = {last}, last_for = {for},
             skipped = {skipped}, missed = {missed}, last_error = NULLIF({error}, '')
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
   * Does the same in somebody's name.
   *
   * @return the rows of the executions
   */
  List<CreationStatements.Row> take(List<ScheduleTurn> turns, String by) throws SQLException {
    Map<String, Set<Long>> known = known(turns);
    List<CreationStatements.Row> rows = new ArrayList<>();
    Map<String, CreationStatements.Row> last = new HashMap<>();
    List<Long> ids = ids(turns.stream().mapToInt(turn -> turn.times().size()).sum());
    for (ScheduleTurn turn : turns) {
      String name = turn.schedule().name();
      for (ScheduleTurn.Time time : turn.times()) {
        if (known.getOrDefault(name, Set.of()).contains(time.at())) {
          continue;
        }
        CreationStatements.Row row = row(ids.get(rows.size()), turn, time, by);
        rows.add(row);
        last.put(name, row);
      }
    }
    if (!rows.isEmpty()) {
      new CreationStatements(sql).add(rows, packet);
      List<Long> created = rows.stream().map(CreationStatements.Row::id).toList();
      for (int from = 0; from < created.size(); from += MOST_REMEMBERED) {
        List<Long> some = created.subList(from, Math.min(created.size(), from + MOST_REMEMBERED));
        sql.update(Sql.withIds(REMEMBER, some), some.toArray());
      }
    }
    for (int from = 0; from < turns.size(); from += MOST_MOVED) {
      move(turns.subList(from, Math.min(turns.size(), from + MOST_MOVED)), last);
    }
    return rows;
  }

  private static CreationStatements.Row row(
      long id, ScheduleTurn turn, ScheduleTurn.Time time, String by) {
    return new CreationStatements.Row(
        id,
        time.runAt() == null ? turn.create() : turn.create().withRunAt(time.runAt()),
        turn.input(),
        by,
        new CreationStatements.Scheduled(turn.schedule().name(), time.at()));
  }

  /** Behind the gate, and at the end of what a transaction reads: others wait for a moment only. */
  private List<Long> ids(int count) throws SQLException {
    if (count == 0) {
      return List.of();
    }
    sql.update("UPDATE execution_ids SET next_id = next_id + ? WHERE id = 1", count);
    long end = sql.number("SELECT next_id FROM execution_ids WHERE id = 1");
    List<Long> ids = new ArrayList<>();
    for (long id = end - count; id < end; id++) {
      ids.add(id);
    }
    return ids;
  }

  /**
   * Returns which times were created for before: a clock that went ahead may have been set back,
   * and a schedule of the same name may have been removed.
   */
  private Map<String, Set<Long>> known(List<ScheduleTurn> turns) throws SQLException {
    Map<Object, List<Object>> bySchedule = new LinkedHashMap<>();
    Map<Object, List<Object>> byTime = new LinkedHashMap<>();
    for (ScheduleTurn turn : turns) {
      String name = turn.schedule().name();
      for (ScheduleTurn.Time time : turn.times()) {
        bySchedule.computeIfAbsent(name, none -> new ArrayList<>()).add(time.at());
        byTime.computeIfAbsent(time.at(), none -> new ArrayList<>()).add(name);
      }
    }
    return byTime.size() < bySchedule.size()
        ? known(KNOWN_OF_TIME, byTime)
        : known(KNOWN_OF_SCHEDULE, bySchedule);
  }

  private Map<String, Set<Long>> known(String question, Map<Object, List<Object>> asked)
      throws SQLException {
    Map<String, Set<Long>> known = new HashMap<>();
    List<Map.Entry<Object, List<Object>>> all = List.copyOf(asked.entrySet());
    for (int from = 0; from < all.size(); from += MOST_ASKED) {
      List<String> questions = new ArrayList<>();
      List<Object> parameters = new ArrayList<>();
      for (var each : all.subList(from, Math.min(all.size(), from + MOST_ASKED))) {
        questions.add(Sql.withIds(question, each.getValue()));
        parameters.add(each.getKey());
        parameters.addAll(each.getValue());
      }
      sql.list(
          String.join(" UNION ALL ", questions),
          row ->
              known.computeIfAbsent(row.getString(1), none -> new HashSet<>()).add(row.getLong(2)),
          parameters.toArray());
    }
    return known;
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
