package io.executions.store;

import io.executions.database.Sql;
import io.executions.store.ListWalk.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The paths on which pending executions stand by the time at which they are due: those that wait,
 * and along the line those of one place, type, queue, priority and turn. These are found by steps
 * from one to the next, as many as there are of them. Where there are very many, all that is
 * pending is one path, which the database sorts: that takes longer the more is pending, but never
 * more with the history.
 */
record DuePaths(Sql sql, Optional<String> type, Optional<String> queue) {
  private static final int MOST = 200;
  private static final String WORK = "execution {work}";
  private static final String DUE = "run_at";
  private static final List<String> SORTED =
      List.of("holder", "type", "queue", "priority DESC", "turn_key");

  private static final Path WAITING =
      new Path(
          "execution",
          new Conditions().and("due_at IS NOT NULL"),
          List.of(),
          "due_at",
          new Conditions());

  private static final String NEXT_PRIORITY =
      """
      SELECT priority, turn_key FROM execution {work}
       WHERE holder = ? AND type = ? AND queue = ? AND priority < ?
       ORDER BY holder, type, queue, priority DESC, turn_key LIMIT 1
      """;

  private static final String NEXT_KEY =
      """
      SELECT priority, turn_key FROM execution {work} WHERE {conditions}
       ORDER BY holder, type, queue, priority DESC, turn_key LIMIT 1
      """;

  /** Where those of a line stand by their due times alone. */
  private record Place(int priority, String turnKey) {
    static Place read(ResultSet row) throws SQLException {
      return new Place(row.getInt(1), row.getString(2));
    }
  }

  List<Path> find() throws SQLException {
    List<Path> paths = new ArrayList<>();
    boolean all = type.isEmpty() && queue.isEmpty();
    if (all) {
      paths.add(WAITING);
    }
    for (Line line : new Lines(sql).pending()) {
      if (!isAskedFor(line) || all && line.holder() == ClaimRank.WAITING.holder()) {
        continue;
      }
      Optional<Place> place = first(line, Integer.MAX_VALUE);
      while (place.isPresent()) {
        if (paths.size() == MOST) {
          return List.of(all());
        }
        paths.add(path(line, place.get()));
        place = after(line, place.get());
      }
    }
    return paths;
  }

  private boolean isAskedFor(Line line) {
    return type.map(line.type()::equals).orElse(true)
        && queue.map(line.queue()::equals).orElse(true);
  }

  private Optional<Place> after(Line line, Place place) throws SQLException {
    Conditions behind =
        new Conditions()
            .and("holder = ?", line.holder())
            .and("type = ?", line.type())
            .and("queue = ?", line.queue())
            .and("priority = ?", place.priority())
            .and("turn_key >= ?", Turn.next(place.turnKey()))
            .alongIndex(sql.dialect());
    Optional<Place> next =
        sql.first(
            NEXT_KEY.replace("{conditions}", behind.sql()),
            Place::read,
            behind.valuesBefore(List.of()));
    return next.isPresent() ? next : first(line, place.priority());
  }

  private Optional<Place> first(Line line, int below) throws SQLException {
    return sql.first(NEXT_PRIORITY, Place::read, line.holder(), line.type(), line.queue(), below);
  }

  private static Path path(Line line, Place place) {
    Conditions start =
        new Conditions()
            .and("holder = ?", line.holder())
            .and("type = ?", line.type())
            .and("queue = ?", line.queue())
            .and("priority = ?", place.priority())
            .and("turn_key = ?", place.turnKey());
    return new Path(WORK, start, SORTED, DUE, new Conditions());
  }

  private Path all() {
    Conditions pending = new Conditions().and("holder < 0");
    type.ifPresent(one -> pending.and("type = ?", one));
    queue.ifPresent(one -> pending.and("queue = ?", one));
    return new Path(WORK, pending, List.of(), DUE, new Conditions());
  }
}
