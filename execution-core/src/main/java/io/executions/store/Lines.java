package io.executions.store;

import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the lines in which anything stands: in steps along {@code execution_work}, from the
 * beginning of one to that of the next, so it costs as many steps as there are lines and not as
 * there are executions.
 */
record Lines(Sql sql) {
  static final String RECURSIVE =
      """
      WITH RECURSIVE line AS (
        (SELECT holder, type, queue FROM execution WHERE holder BETWEEN ? AND ?
          ORDER BY holder, type, queue LIMIT 1)
        UNION ALL
        SELECT next_one.holder, next_one.type, next_one.queue
          FROM line CROSS JOIN LATERAL
               (SELECT e.holder, e.type, e.queue FROM execution e
                 WHERE e.holder <= ?
                   AND (e.holder, e.type, e.queue) > (line.holder, line.type, line.queue)
                 ORDER BY e.holder, e.type, e.queue LIMIT 1) next_one)
      SELECT holder, type, queue FROM line
      """;

  static final String NEXT =
      """
      SELECT holder, type, queue FROM (
             (SELECT 1 AS step, holder, type, queue FROM execution {work}
               WHERE holder = ? AND type = ? AND queue > ? ORDER BY holder, type, queue LIMIT 1)
             UNION ALL
             (SELECT 2, holder, type, queue FROM execution {work}
               WHERE holder = ? AND type > ? ORDER BY holder, type, queue LIMIT 1)
             UNION ALL
             (SELECT 3, holder, type, queue FROM execution {work}
               WHERE holder > ? AND holder <= ? ORDER BY holder, type, queue LIMIT 1)) next_ones
       ORDER BY step LIMIT 1
      """;

  /** Of the same type, and so a plain range; the number tells which step it is. */
  private static final String NEXT_QUEUE =
      """
      (SELECT %d AS step, queue FROM execution {work}
        WHERE holder = ? AND type = ? AND queue > ? ORDER BY holder, type, queue LIMIT 1)
      """;

  private static final int STEPS_AT_ONCE = 32;

  /** Returns the lines of what is pending. */
  List<Line> pending() throws SQLException {
    return between(ClaimRank.BLOCKED_RECOVERED, ClaimRank.WAITING, List.of());
  }

  /**
   * Returns the lines of what may be claimed.
   *
   * @param before those that were there before: from each of these it steps on by the same
   *     statement
   */
  List<Line> due(List<Line> before) throws SQLException {
    return between(ClaimRank.RECOVERED, ClaimRank.DUE, before);
  }

  private List<Line> between(ClaimRank first, ClaimRank last, List<Line> before)
      throws SQLException {
    int from = first.holder();
    int to = last.holder();
    return switch (sql.dialect().skipping()) {
      case RECURSIVE -> sql.list(RECURSIVE, Lines::line, from, to, to);
      case SINGLE -> singly(from, to, nextQueues(before));
    };
  }

  private List<Line> singly(int from, int to, Map<Line, Line> steps) throws SQLException {
    List<Line> lines = new ArrayList<>();
    Optional<Line> next = after(new Line(from, "", ""), to);
    while (next.isPresent()) {
      lines.add(next.get());
      Line step = steps.get(next.get());
      next = step == null ? after(next.get(), to) : Optional.of(step);
    }
    return lines;
  }

  /** Returns the next line of each of these, where that is of the same type. */
  private Map<Line, Line> nextQueues(List<Line> before) throws SQLException {
    Map<Line, Line> steps = new HashMap<>();
    for (List<Line> part : Sql.parts(before, STEPS_AT_ONCE)) {
      List<Line> some = Sql.padded(part);
      String branches =
          IntStream.range(0, some.size())
              .mapToObj(NEXT_QUEUE::formatted)
              .collect(Collectors.joining("UNION ALL\n"));
      Object[] parameters =
          some.stream()
              .flatMap(line -> Stream.<Object>of(line.holder(), line.type(), line.queue()))
              .toArray();
      sql.list(branches, row -> step(some.get(row.getInt("step")), row, steps), parameters);
    }
    return steps;
  }

  private static Line step(Line from, ResultSet row, Map<Line, Line> steps) throws SQLException {
    return steps.put(from, new Line(from.holder(), from.type(), row.getString("queue")));
  }

  private Optional<Line> after(Line line, int to) throws SQLException {
    int holder = line.holder();
    String type = line.type();
    return sql.first(NEXT, Lines::line, holder, type, line.queue(), holder, type, holder, to);
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(row.getInt("holder"), row.getString("type"), row.getString("queue"));
  }
}
