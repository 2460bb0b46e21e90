package io.executions.store;

import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** Returns the lines of what is pending. */
  List<Line> pending() throws SQLException {
    return between(ClaimRank.BLOCKED_RECOVERED, ClaimRank.WAITING);
  }

  /** Returns the lines of what may be claimed. */
  List<Line> due() throws SQLException {
    return between(ClaimRank.RECOVERED, ClaimRank.DUE);
  }

  private List<Line> between(ClaimRank first, ClaimRank last) throws SQLException {
    int from = first.holder();
    int to = last.holder();
    return switch (sql.dialect().skipping()) {
      case RECURSIVE -> sql.list(RECURSIVE, Lines::line, from, to, to);
      case SINGLE -> singly(from, to);
    };
  }

  private List<Line> singly(int from, int to) throws SQLException {
    List<Line> lines = new ArrayList<>();
    Optional<Line> next = after(new Line(from, "", ""), to);
    while (next.isPresent()) {
      lines.add(next.get());
      next = after(next.get(), to);
    }
    return lines;
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
