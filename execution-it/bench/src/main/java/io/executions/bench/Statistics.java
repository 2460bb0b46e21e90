package io.executions.bench;

import java.util.List;

/** Few figures of many. */
final class Statistics {
  private static final double AGREEMENT = 0.1;

  private Statistics() {}

  static double median(List<Double> values) {
    return percentile(values, 50);
  }

  /** Returns the value that so many in a hundred do not exceed, between two if need be. */
  static double percentile(List<Double> values, double percent) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = (sorted.size() - 1) * percent / 100;
    double below = sorted.get((int) Math.floor(place));
    double above = sorted.get((int) Math.ceil(place));
    return below + (above - below) * (place - Math.floor(place));
  }

  /** Returns whether the two are within a tenth of the greater one. */
  static boolean agree(double one, double other) {
    return Math.abs(one - other) <= AGREEMENT * Math.max(one, other);
  }
}
