package io.executions.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one contender has reached in one setting, in all rounds.
 *
 * @param contender its label
 * @param setting as its samples tell
 * @param samples one for each round that did not fail
 */
record ResultRow(String contender, String setting, List<Sample> samples) {
  /** Returns a row for each contender and setting, in the order in which they were measured. */
  static List<ResultRow> of(List<Sample> samples) {
    Map<List<String>, ResultRow> rows = new LinkedHashMap<>();
    for (Sample sample : samples) {
      rows.computeIfAbsent(
              List.of(sample.contender(), sample.setting()),
              key -> new ResultRow(sample.contender(), sample.setting(), new ArrayList<>()))
          .samples()
          .add(sample);
    }
    return List.copyOf(rows.values());
  }

  /** Returns the names of its figures, the one that counts first. */
  List<String> figures() {
    return List.copyOf(samples.get(0).values().keySet());
  }

  /** Returns the middle of the rounds, if that was measured. */
  Optional<Double> median(String figure) {
    List<Double> values = values(figure);
    return values.isEmpty() ? Optional.empty() : Optional.of(Statistics.median(values));
  }

  double least() {
    return Collections.min(values(figures().get(0)));
  }

  double greatest() {
    return Collections.max(values(figures().get(0)));
  }

  private List<Double> values(String figure) {
    return samples.stream()
        .map(each -> each.values().get(figure))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Returns the ratio of the first figure to that of another, if both were measured: the median of
   * the rounds' ratios, as what lies side by side in time is alike in all else.
   */
  Optional<Double> ratioTo(ResultRow other) {
    List<Double> ratios = new ArrayList<>();
    for (Sample sample : samples) {
      other.samples().stream()
          .filter(each -> each.round() == sample.round())
          .forEach(each -> ratios.add(first(sample) / first(each)));
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(Statistics.median(ratios));
  }

  private static double first(Sample sample) {
    return sample.values().values().iterator().next();
  }
}
