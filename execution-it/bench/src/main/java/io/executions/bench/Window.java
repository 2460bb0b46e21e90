package io.executions.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went on between two moments.
 *
 * @param seconds how long that was
 * @param runs how many runs ended in each node
 * @param nodeMillis processor time of all nodes
 * @param databaseMillis processor time of the database
 */
record Window(double seconds, List<Long> runs, long nodeMillis, long databaseMillis) {
  /** What the rate is called. */
  static final String RATE = "executions/s";

  long allRuns() {
    return runs.stream().mapToLong(Long::longValue).sum();
  }

  double rate() {
    return allRuns() / seconds;
  }

  /** Returns the figures of a report, the rate first. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(RATE, rate());
    values.put("node CPU ms", (double) nodeMillis / allRuns());
    values.put("database CPU ms", (double) databaseMillis / allRuns());
    return values;
  }
}
