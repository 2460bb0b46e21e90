package io.executions.store;

import io.executions.database.GivenRows;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads the first executions of lines: a few of each of many by one short statement, or many of
 * each of a few.
 */
record FirstOfLines(Sql sql) {
  private static final int LINES_AT_ONCE = 32;

  private static final List<GivenRows.Column> LINE =
      List.of(
          new GivenRows.Column("holder", GivenRows.Kind.NUMBER),
          new GivenRows.Column("type", GivenRows.Kind.NAME),
          new GivenRows.Column("queue", GivenRows.Kind.NAME));

  private static final String NTH_OF_LINE =
      """
      SELECT (SELECT e.id FROM execution e {work}
               WHERE e.holder = given.holder AND e.type = given.type AND e.queue = given.queue
               ORDER BY e.holder, e.type, e.queue, e.priority DESC, e.turn_key, e.run_at, e.id
               LIMIT 1 OFFSET %d) AS head
        FROM {given}
      """;

  /** Up to so many of a line are read by one statement for all lines. */
  static final int MOST_LEVELS = 4;

  /**
   * The first one of each line, the first two, and so on. The bound, which none reaches, has
   * MariaDB look for each of them once.
   */
  static final List<String> HEADS =
      IntStream.rangeClosed(1, MOST_LEVELS)
          .mapToObj(
              levels ->
                  IntStream.range(0, levels)
                      .mapToObj(NTH_OF_LINE::formatted)
                      .collect(Collectors.joining("UNION ALL\n")))
          .map(
              ids ->
                  "SELECT %s FROM (%s LIMIT 1000000) heads JOIN execution ON id = head"
                      .formatted(Candidate.COLUMNS, ids))
          .toList();

  private static final String OF_LINE =
      """
      (SELECT %s FROM execution {work}
        WHERE holder = ? AND type = ? AND queue = ?
        ORDER BY priority DESC, turn_key, run_at, id LIMIT ?)
      """
          .formatted(Candidate.COLUMNS);

  /** Returns up to so many of each line. */
  Map<Line, List<Candidate>> read(Map<Line, Integer> limits) throws SQLException {
    Map<Line, List<Candidate>> rows = new HashMap<>();
    Consumer<Candidate> keep =
        each -> rows.computeIfAbsent(each.line(), line -> new ArrayList<>()).add(each);
    Map<Boolean, List<Line>> deep =
        limits.keySet().stream()
            .collect(Collectors.partitioningBy(line -> limits.get(line) > MOST_LEVELS));
    heads(deep.get(false), limits).forEach(keep);
    for (List<Line> some : Sql.parts(deep.get(true), LINES_AT_ONCE)) {
      several(some, limits).forEach(keep);
    }
    return rows;
  }

  private List<Candidate> heads(List<Line> lines, Map<Line, Integer> limits) throws SQLException {
    int levels = lines.stream().mapToInt(limits::get).max().orElse(0);
    if (levels == 0) {
      return List.of();
    }
    List<GivenRows> ofLevels =
        IntStream.range(0, levels)
            .mapToObj(level -> lines.stream().filter(line -> limits.get(line) > level).toList())
            .map(FirstOfLines::given)
            .toList();
    return sql.list(HEADS.get(levels - 1), ofLevels, Candidate::read);
  }

  static GivenRows given(List<Line> lines) {
    return new GivenRows(
        LINE,
        lines.stream()
            .map(line -> new Object[] {line.holder(), line.type(), line.queue()})
            .toList());
  }

  private List<Candidate> several(List<Line> lines, Map<Line, Integer> limits) throws SQLException {
    List<Object> parameters = new ArrayList<>();
    for (Line line : lines) {
      Collections.addAll(parameters, line.holder(), line.type(), line.queue(), limits.get(line));
    }
    for (int i = 0; i < Sql.padding(lines.size()); i++) {
      Collections.addAll(parameters, 0, "", "", 0);
    }
    return sql.list(Sql.branches(OF_LINE, lines.size()), Candidate::read, parameters.toArray());
  }
}
