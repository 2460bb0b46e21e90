package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Executions a second on one node. */
final class Rates {
  /** What the figure is called. */
  static final String RATE = "executions/s";

  private static final int WAITS_LIMIT = 64;
  private static final double WAITS_SECONDS = 0.02;

  private Rates() {}

  static void ofNothing(Turn turn) throws IOException, InterruptedException {
    if (!turn.contender().limited()) {
      turn.add("", values(measure(turn, 1, Work.NOTHING)));
      return;
    }
    for (int limit : turn.plan().limits()) {
      turn.node().ask("limit", limit);
      turn.add("limit " + limit, values(measure(turn, 1, Work.NOTHING)));
    }
  }

  static void withOutputs(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      int limit = turn.plan().limits().get(0);
      turn.node().ask("limit", limit);
      Throughput.Window without = measure(turn, 1, Work.NOTHING);
      for (Work work : new Work[] {Work.OUTPUT_200_B, Work.OUTPUT_10_KB}) {
        Throughput.Window window = measure(turn, 1, work);
        Map<String, Double> values = values(window);
        values.put("of no output", window.rate() / without.rate());
        turn.add("limit %d, %s".formatted(limit, work.label()), values);
      }
    }
  }

  static void ofWaits(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      turn.node().ask("limit", WAITS_LIMIT);
      Throughput.Window window = measure(turn, 1, Work.WAIT_20_MS);
      Map<String, Double> values = values(window);
      values.put("of limit / 20 ms", window.rate() * WAITS_SECONDS / WAITS_LIMIT);
      turn.add("limit " + WAITS_LIMIT, values);
    }
  }

  static Throughput.Window measure(Turn turn, int nodes, Work work)
      throws IOException, InterruptedException {
    return turn.throughput(nodes).measure(work, turn.plan().seconds(), turn.plan().warmUpSeconds());
  }

  static Map<String, Double> values(Throughput.Window window) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(RATE, window.rate());
    values.put("node CPU ms", (double) window.nodeMillis() / window.allRuns());
    values.put("database CPU ms", (double) window.databaseMillis() / window.allRuns());
    return values;
  }
}
