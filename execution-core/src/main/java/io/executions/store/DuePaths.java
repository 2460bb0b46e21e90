package io.executions.store;

import io.executions.database.Sql;
import io.executions.store.ListWalk.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The paths on which pending executions stand by the time at which they are due: those that wait,
 * and along the line those of one place, type and priority. These are found by steps from one to
 * the next, as many as there are of them. Where there are very many, all that is pending is one
 * path, which the database sorts: that takes longer the more is pending, but never more with the
 * history.
 */
record DuePaths(Sql sql, Optional<String> type) {
  private static final int MOST = 200;
  private static final String WORK = "execution {work}";
  private static final String DUE = "run_at";
  private static final List<String> SORTED = List.of("holder", "type", "priority DESC");

  private static final Path WAITING =
      new Path(
          "execution",
          new Conditions().and("due_at IS NOT NULL"),
          List.of(),
          "due_at",
          new Conditions());

  /** The next priority of the type, or else the highest one of the next type. */
  private static final String NEXT =
      """
      SELECT type, priority FROM (
             (SELECT 1 AS step, type, priority FROM execution {work}
               WHERE holder = ? AND type = ? AND priority < ?
               ORDER BY holder, type, priority DESC LIMIT 1)
             UNION ALL
             (SELECT 2, type, priority FROM execution {work} WHERE holder = ? AND type > ?
               ORDER BY holder, type, priority DESC LIMIT 1)) next_ones
       ORDER BY step LIMIT 1
      """;

  private static final String NEXT_PRIORITY =
      """
      SELECT type, priority FROM execution {work} WHERE holder = ? AND type = ? AND priority < ?
       ORDER BY holder, type, priority DESC LIMIT 1
      """;

  private record Group(String type, int priority) {}

  List<Path> find() throws SQLException {
    List<Path> paths = new ArrayList<>();
    List<ClaimRank> lines = new ArrayList<>(List.of(ClaimRank.values()));
    if (type.isEmpty()) {
      paths.add(WAITING);
      lines.remove(ClaimRank.WAITING);
    }
    for (ClaimRank line : lines) {
      Optional<Group> group = after(line, new Group(type.orElse(""), Integer.MAX_VALUE));
      while (group.isPresent()) {
        if (paths.size() == MOST) {
          return List.of(all());
        }
        paths.add(path(line, group.get()));
        group = after(line, group.get());
      }
    }
    return paths;
  }

  private Optional<Group> after(ClaimRank line, Group group) throws SQLException {
    Sql.RowReader<Group> reader = row -> new Group(row.getString(1), row.getInt(2));
    int holder = line.holder();
    return type.isPresent()
        ? sql.first(NEXT_PRIORITY, reader, holder, group.type(), group.priority())
        : sql.first(NEXT, reader, holder, group.type(), group.priority(), holder, group.type());
  }

  private static Path path(ClaimRank line, Group group) {
    Conditions start =
        new Conditions()
            .and("holder = ?", line.holder())
            .and("type = ?", group.type())
            .and("priority = ?", group.priority());
    return new Path(WORK, start, SORTED, DUE, new Conditions());
  }

  private Path all() {
    Conditions pending = new Conditions().and("holder < 0");
    type.ifPresent(one -> pending.and("type = ?", one));
    return new Path(WORK, pending, List.of(), DUE, new Conditions());
  }
}
