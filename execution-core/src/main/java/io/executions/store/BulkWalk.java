package io.executions.store;

import io.executions.api.BulkVerb;
import io.executions.api.ExecutionStatus;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way of a bulk through all that its filter lets through: along the index of a list, oldest
 * first, some rows at a time, and in one stretch for each status. It goes by the time of the end
 * where the filter asks for that. A row that moves is not met again.
 */
record BulkWalk(BulkScope scope, Sql sql) {
  private static final int EXAMINED_FOR_ONE = 5;

  /** Of a thousand ids and more, MariaDB makes a table, and might read all rows beside it. */
  static final int AT_ONCE = 256;

  /** From the index alone; asked for more, MariaDB might read and sort all there is. */
  private static final String ALONG =
      """
      SELECT {time}, id FROM {table}
       WHERE {start} AND {time} >= ? AND ({time} > ? OR id > ?) AND {time} <= ?
       ORDER BY {sorted}, {time}, id LIMIT ?
      """;

  /** What runs is few. */
  private static final String ALONG_RUNNING =
      """
      SELECT 0, id FROM execution {work} WHERE holder > 0 AND id > ? ORDER BY id LIMIT ?
      """;

  private static final String FITTING =
      "SELECT id FROM execution WHERE id IN ({ids}) AND {conditions}";

  /**
   * Behind which row to go on.
   *
   * @param stretch the number of the stretch
   * @param time the row's time there
   */
  record Place(int stretch, long time, long id) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,2}) (-?\\d{1,19}) (-?\\d{1,19})");

    static Place parse(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new IllegalStateException("No place of a bulk: " + text);
      }
      return new Place(
          Integer.parseInt(form.group(1)),
          Long.parseLong(form.group(2)),
          Long.parseLong(form.group(3)));
    }

    static Place startOf(int stretch) {
      return new Place(stretch, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    String text() {
      return "%d %d %d".formatted(stretch, time, id);
    }
  }

  /**
   * Some of the way.
   *
   * @param found those that the bulk may take, with their places
   * @param next behind which to go on; empty at the end of all
   * @param examined how many rows were looked at
   */
  record Found(List<Place> found, Optional<Place> next, int examined) {}

  /** Returns what is behind that place; locks nothing. */
  Found behind(Place from, int most) throws SQLException {
    List<String> stages = stages();
    int look = scope.isSearch() ? EXAMINED_FOR_ONE * most : most;
    List<Place> examined = examine(stages.get(from.stretch()), from, look);
    List<Place> fitting = fitting(examined);
    if (fitting.size() > most) {
      List<Place> first = fitting.subList(0, most);
      return new Found(first, Optional.of(first.get(most - 1)), examined.size());
    }
    Optional<Place> next =
        examined.size() == look
            ? Optional.of(examined.get(look - 1))
            : Optional.of(Place.startOf(from.stretch() + 1))
                .filter(place -> place.stretch() < stages.size());
    return new Found(fitting, next, examined.size());
  }

  /** Among all that live, what runs is passed by; it has a way of its own where it is all. */
  private List<String> stages() {
    if (scope.filter().tag().isPresent()) {
      return List.of("tagged");
    }
    Set<ExecutionStatus> statuses = scope.statuses();
    if (scope.verb() != BulkVerb.CANCEL) {
      return statuses.stream().sorted().map(ExecutionStatus::jsonName).toList();
    }
    return List.of(statuses.contains(ExecutionStatus.PENDING) ? "open" : "running");
  }

  private List<Place> examine(String stage, Place from, int look) throws SQLException {
    if (stage.equals("running")) {
      return sql.list(
          ALONG_RUNNING, row -> place(from, row.getLong(1), row.getLong(2)), from.id(), look);
    }
    Conditions start = start(stage);
    Conditions along = start.alongIndex(sql.dialect());
    List<Object> parameters = new ArrayList<>(along.values());
    Place begin = from.time() < scope.begin() ? new Place(0, scope.begin(), Long.MIN_VALUE) : from;
    parameters.addAll(List.of(begin.time(), begin.time(), begin.id(), scope.end(), look));
    return sql.list(
        along(along, start.columns(), scope.isByEnd()),
        row -> place(from, row.getLong(1), row.getLong(2)),
        parameters.toArray());
  }

  private Conditions start(String stage) {
    Conditions start = new Conditions();
    Optional<String> tag = scope.filter().tag();
    if (tag.isPresent()) {
      return start.and("tag = ?", tag.get());
    }
    start.and("stage = ?", stage);
    scope.filter().type().ifPresent(type -> start.and("type = ?", type));
    return start;
  }

  /** H2 goes along the index only if the order names what comes first in it. */
  static String along(Conditions start, String sorted, boolean byEnd) {
    return ALONG
        .replace("{table}", sorted.equals("tag") ? "execution_tag" : "execution")
        .replace("{start}", start.sql())
        .replace("{time}", byEnd ? "finished_at" : "created_at")
        .replace("{sorted}", sorted);
  }

  private static Place place(Place from, long time, long id) {
    return new Place(from.stretch(), time, id);
  }

  private List<Place> fitting(List<Place> examined) throws SQLException {
    Set<Long> fitting = new HashSet<>(fittingIds(examined.stream().map(Place::id).toList()));
    return examined.stream().filter(place -> fitting.contains(place.id())).toList();
  }

  /** Returns those of the ids whose executions the bulk may take, in no order. */
  List<Long> fittingIds(List<Long> ids) throws SQLException {
    List<Long> fitting = new ArrayList<>();
    Conditions conditions = scope.conditions();
    for (List<Long> part : Sql.parts(ids, AT_ONCE)) {
      List<Long> some = Sql.padded(part);
      fitting.addAll(
          sql.list(
              Sql.withIds(FITTING, some).replace("{conditions}", conditions.sql()),
              row -> row.getLong(1),
              conditions.valuesBehind(some)));
    }
    return fitting;
  }
}
