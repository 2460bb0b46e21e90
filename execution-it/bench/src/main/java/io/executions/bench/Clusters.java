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

  private static final int MOST_NODES = 3;
  private static final int[] SHARED_LIMITS = {16, 48};

  private Clusters() {}

  static void besideOneNode(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      besideOneNode(turn, 32, Work.NOTHING);
      besideOneNode(turn, MOST, Work.NOTHING);
      besideOneNode(turn, 64, Work.WAIT_20_MS);
    }
  }

  private static void besideOneNode(Turn turn, int limit, Work work)
      throws IOException, InterruptedException {
    double one = 0;
    for (int nodes = 1; nodes <= MOST_NODES; nodes++) {
      turn.node().ask("limit", limit);
      Window window = turn.throughput(nodes).measure(work);
      one = nodes == 1 ? window.rate() : one;
      Map<String, Double> values = window.values();
      values.put("of one node", window.rate() / one);
      values.putAll(spread(window));
      turn.add("limit %d, %s, %s".formatted(limit, work.label(), of(nodes)), values);
    }
  }

  static void shares(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      for (int nodes = 2; nodes <= MOST_NODES; nodes++) {
        for (int limit : SHARED_LIMITS) {
          for (Work work : new Work[] {Work.WAIT_20_MS, Work.WAIT_200_MS}) {
            turn.node().ask("limit", limit);
            Window window = turn.throughput(nodes).measure(work);
            Map<String, Double> values = spread(window);
            values.put("of limit / run", window.rate() * work.seconds() / limit);
            turn.add("limit %d, %s, %s".formatted(limit, work.label(), of(nodes)), values);
          }
        }
      }
    }
  }

  private static String of(int nodes) {
    return nodes + (nodes == 1 ? " node" : " nodes");
  }

  /** Returns the least and the greatest part of an equal share that a node had. */
  private static Map<String, Double> spread(Window window) {
    double equal = (double) window.allRuns() / window.runs().size();
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("least share", Collections.min(window.runs()) / equal);
    values.put("greatest share", Collections.max(window.runs()) / equal);
    return values;
  }
}
