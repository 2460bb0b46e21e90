package io.executions.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of one workload: medians over the rounds, the spread of the first figure, and its ratios
 * to others.
 */
final class ResultTable {
  private static final int SPREAD = 3;

  private final List<Contender> contenders;
  private final List<ResultRow> rows;

  ResultTable(Plan plan, List<Sample> samples) {
    contenders = plan.contenders();
    rows = ResultRow.of(samples);
  }

  String markdown() {
    Set<String> figures = new LinkedHashSet<>();
    rows.forEach(row -> figures.addAll(row.figures()));
    List<String> references = references();
    List<List<String>> cells = new ArrayList<>();
    cells.add(head(figures, references));
    rows.forEach(row -> cells.add(cells(row, figures, references)));
    return Markdown.table(cells);
  }

  private static List<String> head(Set<String> figures, List<String> references) {
    List<String> head = new ArrayList<>(List.of("contender", "setting"));
    head.addAll(figures);
    head.add(SPREAD, "from - to");
    references.forEach(reference -> head.add("of " + reference));
    if (figures.contains(Window.RATE)) {
      head.add("runs at once");
    }
    return head;
  }

  /** Returns those whose figures others are compared with. */
  private List<String> references() {
    return rows.stream()
        .map(ResultRow::contender)
        .distinct()
        .filter(label -> label.startsWith("plain") || isOtherService(label))
        .toList();
  }

  private boolean isOtherService(String label) {
    return !label.equals(ServiceContender.OURS)
        && contenders.stream().anyMatch(each -> each.label().equals(label) && each.limited());
  }

  private List<String> cells(ResultRow row, Set<String> figures, List<String> references) {
    List<String> cells = new ArrayList<>(List.of(row.contender(), row.setting()));
    figures.forEach(figure -> cells.add(written(row.median(figure))));
    cells.add(SPREAD, Figures.of(row.least()) + " - " + Figures.of(row.greatest()));
    references.forEach(
        reference -> cells.add(written(reference(row, reference).flatMap(row::ratioTo))));
    if (figures.contains(Window.RATE)) {
      cells.add(bound(row.contender()));
    }
    return cells;
  }

  private static String written(Optional<Double> figure) {
    return figure.map(Figures::of).orElse("");
  }

  /** Returns that one's row with the same setting, or the only one where nothing can be set. */
  private Optional<ResultRow> reference(ResultRow row, String label) {
    return Stream.of(row.setting(), "")
        .flatMap(
            setting ->
                rows.stream()
                    .filter(each -> each.contender().equals(label))
                    .filter(each -> each.setting().equals(setting)))
        .findFirst();
  }

  private String bound(String label) {
    return contenders.stream()
        .filter(each -> each.label().equals(label))
        .map(Contender::bound)
        .findFirst()
        .orElseThrow();
  }
}
