package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.util.Map;

/** Executions a second on one node. */
final class Rates {
  private static final int WAITS_LIMIT = 64;

  private Rates() {}

  static void ofNothing(Turn turn) throws IOException, InterruptedException {
    if (!turn.contender().limited()) {
      turn.add("", turn.throughput(1).measure(Work.NOTHING).values());
      return;
    }
    for (int limit : turn.plan().limits()) {
      turn.add("limit " + limit, measure(turn, limit, Work.NOTHING).values());
    }
  }

  static void withOutputs(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      int limit = turn.plan().limits().get(0);
      Window without = measure(turn, limit, Work.NOTHING);
      for (Work work : new Work[] {Work.OUTPUT_200_B, Work.OUTPUT_10_KB}) {
        Window window = measure(turn, limit, work);
        Map<String, Double> values = window.values();
        values.put("of no output", window.rate() / without.rate());
        turn.add("limit %d, %s".formatted(limit, work.label()), values);
      }
    }
  }

  static void ofWaits(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      Window window = measure(turn, WAITS_LIMIT, Work.WAIT_20_MS);
      Map<String, Double> values = window.values();
      values.put("of limit / 20 ms", window.rate() * Work.WAIT_20_MS.seconds() / WAITS_LIMIT);
      turn.add("limit " + WAITS_LIMIT, values);
    }
  }

  private static Window measure(Turn turn, int limit, Work work)
      throws IOException, InterruptedException {
    turn.node().ask("limit", limit);
    return turn.throughput(1).measure(work);
  }
}
