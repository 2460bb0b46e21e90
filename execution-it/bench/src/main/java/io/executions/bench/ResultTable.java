package io.executions.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The samples of one workload, a row for each contender and setting: medians over the rounds, the
 * spread of the first figure, and its ratios to others. A ratio is the median of those of the
 * rounds, as what lies side by side in time is alike in all else.
 */
final class ResultTable {
  private final List<Contender> contenders;
  private final Map<Row, List<Sample>> rows = new LinkedHashMap<>();

  private record Row(String contender, String setting) {}

  ResultTable(Plan plan, List<Sample> samples) {
    contenders = plan.contenders();
    for (Sample sample : samples) {
      Row row = new Row(sample.contender(), sample.setting());
      rows.computeIfAbsent(row, key -> new ArrayList<>()).add(sample);
    }
  }

  String markdown() {
    List<List<String>> cells = new ArrayList<>();
    Set<String> figures = new LinkedHashSet<>();
    rows.values().forEach(each -> figures.addAll(each.get(0).values().keySet()));
    List<String> references = references();
    List<String> head = new ArrayList<>(List.of("contender", "setting"));
    figures.forEach(
        figure -> {
          head.add(figure);
          if (head.size() == 3) {
            head.add("from - to");
          }
        });
    references.forEach(reference -> head.add("of " + reference));
    if (figures.contains(Rates.RATE)) {
      head.add("runs at once");
    }
    cells.add(head);
    rows.forEach((row, samples) -> cells.add(cells(row, samples, figures, references)));
    return Markdown.table(cells);
  }

  /** Returns those whose figures others are compared with. */
  private List<String> references() {
    return rows.keySet().stream()
        .map(Row::contender)
        .distinct()
        .filter(label -> label.startsWith("plain") || isOtherService(label))
        .toList();
  }

  private boolean isOtherService(String label) {
    return !label.equals(ServiceContender.OURS)
        && contenders.stream().anyMatch(each -> each.label().equals(label) && each.limited());
  }

  private List<String> cells(
      Row row, List<Sample> samples, Set<String> figures, List<String> references) {
    List<String> line = new ArrayList<>(List.of(row.contender(), row.setting()));
    for (String figure : figures) {
      List<Double> values =
          samples.stream().map(each -> each.values().get(figure)).filter(Objects::nonNull).toList();
      line.add(values.isEmpty() ? "" : Figures.of(Statistics.median(values)));
      if (line.size() == 3) {
        line.add(Figures.of(Collections.min(values)) + " - " + Figures.of(Collections.max(values)));
      }
    }
    references.forEach(reference -> line.add(ratio(row, samples, reference)));
    if (figures.contains(Rates.RATE)) {
      line.add(bound(row.contender()));
    }
    return line;
  }

  private String bound(String label) {
    return contenders.stream()
        .filter(each -> each.label().equals(label))
        .map(Contender::bound)
        .findFirst()
        .orElseThrow();
  }

  private String ratio(Row row, List<Sample> samples, String reference) {
    List<Sample> others = rows.get(new Row(reference, row.setting()));
    if (others == null) {
      others = rows.getOrDefault(new Row(reference, ""), List.of());
    }
    List<Double> ratios = new ArrayList<>();
    for (Sample sample : samples) {
      others.stream()
          .filter(other -> other.round() == sample.round())
          .forEach(other -> ratios.add(first(sample) / first(other)));
    }
    return ratios.isEmpty() ? "" : Figures.of(Statistics.median(ratios));
  }

  private static double first(Sample sample) {
    return sample.values().values().iterator().next();
  }
}
