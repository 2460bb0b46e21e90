package io.executions.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How soon a node starts what was created on it. */
final class PickUp {
  private static final int SAMPLES = 300;
  private static final int MILLIS = 10_000;

  private PickUp() {}

  static void onTheSameNode(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().picksUp()) {
      Node node = turn.node();
      node.ask("go");
      millis(node);
      List<Double> millis = millis(node);
      node.ask("hold");
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("median ms", Statistics.median(millis));
      values.put("99th percentile ms", Statistics.percentile(millis, 99));
      turn.add("", values);
    }
  }

  private static List<Double> millis(Node node) throws IOException {
    return Arrays.stream(node.ask("pick-up", SAMPLES, MILLIS).split(" "))
        .map(micros -> Double.parseDouble(micros) / 1000)
        .toList();
  }
}
