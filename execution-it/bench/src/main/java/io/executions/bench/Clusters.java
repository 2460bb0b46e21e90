package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Several nodes of this service under one limit. */
final class Clusters {
  /** The highest limit here: so many workers each node needs. */
  static final int MOST = 512;

  private static final int[] SHARED_LIMITS = {16, 48};

  private Clusters() {}

  static void twoBesideOne(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      twoBesideOne(turn, 32, Work.NOTHING);
      twoBesideOne(turn, MOST, Work.NOTHING);
      twoBesideOne(turn, 64, Work.WAIT_20_MS);
    }
  }

  private static void twoBesideOne(Turn turn, int limit, Work work)
      throws IOException, InterruptedException {
    turn.node().ask("limit", limit);
    Throughput.Window one = Rates.measure(turn, 1, work);
    Throughput.Window two = Rates.measure(turn, 2, work);
    Map<String, Double> values = Rates.values(two);
    values.put("of one node", two.rate() / one.rate());
    values.putAll(spread(two));
    turn.add("limit %d, %s".formatted(limit, work.label()), values);
  }

  static void shares(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      for (int nodes = 2; nodes <= 3; nodes++) {
        for (int limit : SHARED_LIMITS) {
          for (Work work : new Work[] {Work.WAIT_20_MS, Work.WAIT_200_MS}) {
            turn.node().ask("limit", limit);
            Throughput.Window window = Rates.measure(turn, nodes, work);
            Map<String, Double> values = new LinkedHashMap<>(spread(window));
            values.put(Rates.RATE, window.rate());
            turn.add("%d nodes, limit %d, %s".formatted(nodes, limit, work.label()), values);
          }
        }
      }
    }
  }

  /** Returns the least and the greatest part of an equal share that a node had. */
  private static Map<String, Double> spread(Throughput.Window window) {
    double equal = (double) window.allRuns() / window.runs().size();
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("least share", Collections.min(window.runs()) / equal);
    values.put("greatest share", Collections.max(window.runs()) / equal);
    return values;
  }
}
