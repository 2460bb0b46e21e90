package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which times of schedules were created for before: a clock that went ahead may have been set back,
 * a schedule of the same name may have been removed, and people ask for times of the past.
 */
final class KnownTimes {
  static final String OF_SCHEDULE =
      """
      SELECT schedule, scheduled_for FROM execution_scheduled
       WHERE schedule = ? AND scheduled_for IN ({ids})
      """;

  private static final String OF_TIME =
      """
      SELECT schedule, scheduled_for FROM execution_scheduled
       WHERE scheduled_for = ? AND schedule IN ({ids})
      """;

  /** So many questions one statement asks. */
  private static final int MOST_ASKED = 50;

  private final Sql sql;
  private final Map<String, Set<Long>> known = new HashMap<>();

  private KnownTimes(Sql sql) {
    this.sql = sql;
  }

  /** Returns those of the times of turns. */
  static KnownTimes of(Sql sql, List<ScheduleTurn> turns) throws SQLException {
    Map<Object, List<Object>> bySchedule = new LinkedHashMap<>();
    Map<Object, List<Object>> byTime = new LinkedHashMap<>();
    for (ScheduleTurn turn : turns) {
      String name = turn.schedule().name();
      for (ScheduleTurn.Time time : turn.times()) {
        bySchedule.computeIfAbsent(name, none -> new ArrayList<>()).add(time.at());
        byTime.computeIfAbsent(time.at(), none -> new ArrayList<>()).add(name);
      }
    }
    KnownTimes found = new KnownTimes(sql);
    if (byTime.size() < bySchedule.size()) {
      found.ask(OF_TIME, byTime);
    } else {
      found.ask(OF_SCHEDULE, bySchedule);
    }
    return found;
  }

  /** Returns those of the times of one schedule. */
  static KnownTimes of(Sql sql, String schedule, Collection<Long> times) throws SQLException {
    KnownTimes found = new KnownTimes(sql);
    if (!times.isEmpty()) {
      found.ask(OF_SCHEDULE, Map.of(schedule, List.copyOf(times)));
    }
    return found;
  }

  boolean has(String schedule, long at) {
    return known.getOrDefault(schedule, Set.of()).contains(at);
  }

  private void ask(String question, Map<Object, List<Object>> asked) throws SQLException {
    List<Map.Entry<Object, List<Object>>> all = List.copyOf(asked.entrySet());
    for (var part : Sql.parts(all, MOST_ASKED)) {
      List<String> questions = new ArrayList<>();
      List<Object> parameters = new ArrayList<>();
      for (var each : part) {
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
  }
}
