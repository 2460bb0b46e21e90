package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.util.Map;

/** Creations a second while nothing is run. */
final class Creation {
  /** How many threads create at the same time. */
  static final int[] THREADS = {1, 8};

  /** What the figure is called. */
  static final String RATE = "creations/s";

  private static final int WARM_UP_MILLIS = 1_500;
  private static final int BULK = 50_000;

  private Creation() {}

  static void oneByOne(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().creates()) {
      double warmUpSeconds = turn.plan().warmUpSeconds() / 2;
      for (int threads : THREADS) {
        WarmUp.rate(warmUpSeconds, last -> rate(turn, threads, WARM_UP_MILLIS));
        warmUpSeconds = 0;
        double rate = rate(turn, threads, (int) (turn.plan().seconds() * 1000));
        turn.add(setting(threads), Map.of(RATE, rate));
      }
    }
  }

  static void inBulk(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().creates()) {
      WarmUp.rate(0, last -> bulkRate(turn));
      turn.add("", Map.of(RATE, bulkRate(turn)));
    }
  }

  static String setting(int threads) {
    return threads + (threads == 1 ? " thread" : " threads");
  }

  private static double rate(Turn turn, int threads, int millis)
      throws IOException, InterruptedException {
    return Double.parseDouble(turn.node().ask("create", threads, millis));
  }

  private static double bulkRate(Turn turn) throws IOException, InterruptedException {
    Node node = turn.node();
    long begin = System.nanoTime();
    node.ask("fill", Work.NOTHING.label(), BULK);
    return BULK * 1e9 / (System.nanoTime() - begin);
  }
}
