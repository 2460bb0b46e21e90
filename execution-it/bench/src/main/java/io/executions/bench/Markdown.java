package io.executions.bench;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables that are read well both as they are and as Markdown. */
final class Markdown {
  private Markdown() {}

  /** Returns a table whose first row is the head. */
  static String table(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElseThrow())
            .toArray();
    StringBuilder text = new StringBuilder(line(rows.get(0), widths));
    text.append(line(Collections.nCopies(widths.length, ""), widths).replace(' ', '-'));
    rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> " " + cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()) + " ")
        .collect(Collectors.joining("|", "|", "|\n"));
  }
}
