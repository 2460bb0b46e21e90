package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is measured of each contender. */
enum Workload {
  /** Executions a second that do nothing, on one node. */
  THROUGHPUT(true) {
    @Override
    void measure(Turn turn) throws IOException, InterruptedException {
      if (!turn.contender().limited()) {
        turn.add(this, "", rate(turn, Work.NOTHING));
        return;
      }
      for (int limit : turn.plan().limits()) {
        turn.node().ask("limit", limit);
        turn.add(this, "limit " + limit, rate(turn, Work.NOTHING));
      }
    }
  },
  /** Milliseconds from the commit of a creation to its start on the same, idle node. */
  PICK_UP(true) {
    @Override
    void measure(Turn turn) throws IOException, InterruptedException {
      if (turn.contender().picksUp()) {
        Node node = turn.node();
        node.ask("go");
        node.ask("pick-up", PICK_UPS, PICK_UP_MILLIS);
        List<Double> millis =
            Arrays.stream(node.ask("pick-up", PICK_UPS, PICK_UP_MILLIS).split(" "))
                .map(micros -> Double.parseDouble(micros) / 1000)
                .toList();
        node.ask("hold");
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("median ms", Statistics.median(millis));
        values.put("99th percentile ms", Statistics.percentile(millis, 99));
        turn.add(this, "", values);
      }
    }
  },
  /** Creations a second, one by one, while nothing is run. */
  CREATION(true) {
    @Override
    void measure(Turn turn) throws IOException, InterruptedException {
      if (turn.contender().creates()) {
        for (int threads : CREATION_THREADS) {
          turn.add(
              this, threads + (threads == 1 ? " thread" : " threads"), creation(turn, threads));
        }
      }
    }
  };

  /** What the figure of throughput is called. */
  static final String RATE = "executions/s";

  private static final int PICK_UPS = 300;
  private static final int PICK_UP_MILLIS = 10_000;
  private static final int[] CREATION_THREADS = {1, 8};
  private static final int CREATION_WARM_UP_MILLIS = 1_500;
  private static final int MOST_WARM_UPS = 6;

  private final boolean core;

  Workload(boolean core) {
    this.core = core;
  }

  abstract void measure(Turn turn) throws IOException, InterruptedException;

  /** Returns whether it belongs to what is measured when nobody asks for anything else. */
  boolean core() {
    return core;
  }

  /** Returns the name that users write, such as {@code pick-up}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Workload of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Map<String, Double> rate(Turn turn, Work work)
      throws IOException, InterruptedException {
    Throughput.Window window =
        turn.throughput(1).measure(work, turn.plan().seconds(), turn.plan().warmUpSeconds());
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(RATE, window.rate());
    values.put("node CPU ms", (double) window.nodeMillis() / window.allRuns());
    values.put("database CPU ms", (double) window.databaseMillis() / window.allRuns());
    return values;
  }

  private static Map<String, Double> creation(Turn turn, int threads)
      throws IOException, InterruptedException {
    double last = 0;
    boolean warm = false;
    for (int i = 0; i < MOST_WARM_UPS && !warm; i++) {
      double next = creationRate(turn, threads, CREATION_WARM_UP_MILLIS);
      warm = Statistics.agree(last, next);
      last = next;
    }
    return Map.of("creations/s", creationRate(turn, threads, (int) (turn.plan().seconds() * 1000)));
  }

  private static double creationRate(Turn turn, int threads, int millis)
      throws IOException, InterruptedException {
    return Double.parseDouble(turn.node().ask("create", threads, millis));
  }
}
