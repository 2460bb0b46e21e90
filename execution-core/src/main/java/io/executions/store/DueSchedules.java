package io.executions.store;

import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Text;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The schedules as the engine sees them behind the gate. Whoever changes one goes through the gate,
 * so nothing is locked here. That a time is not created twice is held by the next time, which is
 * moved in the transaction that creates, and once more by the key of {@code execution_scheduled}.
 */
public final class DueSchedules {
  private static final String READ =
      """
      SELECT s.name, CHAR_LENGTH(s.definition) AS size, s.anchor_at, s.next_at, s.waiting_at, s.last_id, s.last_for,
             s.skipped, s.missed, e.id AS open_id
        FROM execution_schedule s
        LEFT JOIN execution e ON e.id = s.last_id AND e.finished_at IS NULL
      """;

  static final String ONE = READ + " WHERE s.name = ?";

  static final String DUE =
      READ + " WHERE s.due_at > 0 AND s.due_at <= ? ORDER BY s.due_at LIMIT ?";

  static final String WAITING =
      READ + " WHERE s.waiting_at > 0 AND s.paused = FALSE AND e.id IS NULL LIMIT ?";

  private static final String DEFINITIONS =
      "SELECT name, definition FROM execution_schedule WHERE name IN ({ids})";

  private static final String KNOWN =
      """
      SELECT schedule, scheduled_for FROM execution_scheduled
       WHERE schedule = ? AND scheduled_for IN ({ids})
      """;

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

  /** Returns those of which a time waits, and need not wait any longer. */
  public List<DueSchedule> waiting(int most) throws SQLException {
    return sql.list(WAITING, DueSchedule::read, most);
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
   * @return the executions
   */
  List<Long> take(List<ScheduleTurn> turns, String by) throws SQLException {
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
    return rows.stream().map(CreationStatements.Row::id).toList();
  }

  private static CreationStatements.Row row(
      long id, ScheduleTurn turn, ScheduleTurn.Time time, String by) {
    Text input = Text.of(turn.create().input().toString());
    return new CreationStatements.Row(
        id,
        time.runAt() == null ? turn.create() : turn.create().withRunAt(time.runAt()),
        input,
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

  /** Only what is late can have been created before: after a clock was set back, say. */
  private Map<String, Set<Long>> known(List<ScheduleTurn> turns) throws SQLException {
    Map<String, Set<Long>> known = new HashMap<>();
    for (ScheduleTurn turn : turns) {
      List<Long> times =
          turn.times().stream()
              .map(ScheduleTurn.Time::at)
              .filter(at -> at <= turn.schedule().lastFor())
              .toList();
      if (!times.isEmpty()) {
        List<Object> parameters = new ArrayList<>(List.of(turn.schedule().name()));
        parameters.addAll(times);
        known.put(
            turn.schedule().name(),
            new HashSet<>(
                sql.list(Sql.withIds(KNOWN, times), row -> row.getLong(2), parameters.toArray())));
      }
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
