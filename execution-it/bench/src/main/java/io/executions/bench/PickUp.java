package io.executions.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** How soon a node starts what was created, one at a time, there or on another node. */
final class PickUp {
  /** Enough for whatever creates this load. */
  private static final int LIMIT = 16;

  private static final int LOAD = 200;
  private static final int MOST_SAMPLES = 300;
  private static final int LEAST_SAMPLES = 5;
  private static final int WARM_UP_SAMPLES = 100;

  private final Turn turn;
  private final Node creator;
  private final Node runner;
  private long marks;

  private PickUp(Turn turn, Node creator, Node runner) throws IOException {
    this.turn = turn;
    this.creator = creator;
    this.runner = runner;
    marks = Long.parseLong(runner.ask("marks"));
    if (turn.contender().limited()) {
      runner.ask("limit", LIMIT);
    }
  }

  static void onTheSameNode(Turn turn) throws IOException, InterruptedException {
    onTheSameNode(turn, "", 0);
  }

  static void underLoad(Turn turn) throws IOException, InterruptedException {
    onTheSameNode(turn, loaded(), LOAD);
  }

  private static void onTheSameNode(Turn turn, String setting, int load)
      throws IOException, InterruptedException {
    if (turn.contender().picksUp()) {
      PickUp pickUp = new PickUp(turn, turn.node(), turn.node());
      turn.node().ask("go");
      pickUp.measure(setting, load, 2);
      Moment.awaitEnds(turn.node(), 0);
      turn.node().ask("hold");
    }
  }

  /** Two nodes, of which one creates and takes nothing itself. */
  static void onAnotherNode(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().picksUp()) {
      turn.endNodes();
      List<Node> nodes = turn.nodes(2);
      PickUp pickUp = new PickUp(turn, nodes.get(0), nodes.get(1));
      nodes.get(0).ask("drain");
      nodes.get(1).ask("go");
      pickUp.measure("idle", 0, 4);
      pickUp.measure(loaded(), LOAD, 4);
      Moment.awaitEnds(nodes.get(1), 0);
      nodes.get(1).ask("hold");
      turn.endNodes();
    }
  }

  private static String loaded() {
    return "%d creations/s besides".formatted(LOAD);
  }

  private void measure(String setting, int load, double share)
      throws IOException, InterruptedException {
    if (load > 0) {
      creator.ask("load", load);
    }
    samples(WARM_UP_SAMPLES, turn.plan().seconds());
    long runs = runner.runs();
    long begin = System.nanoTime();
    List<Double> millis = samples(MOST_SAMPLES, share * turn.plan().seconds());
    double others = runner.runs() - runs - millis.size();
    double rate = others * 1e9 / (System.nanoTime() - begin);
    if (load > 0) {
      creator.ask("no-load");
    }
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("median ms", Statistics.median(millis));
    values.put("99th percentile ms", Statistics.percentile(millis, 99));
    values.put("samples", (double) millis.size());
    if (load > 0) {
      values.put("others run/s", rate);
    }
    turn.add(setting, values);
  }

  /** Returns how long each took, zero where its start overtook the answer to its creation. */
  private List<Double> samples(int most, double seconds) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (millis.size() < LEAST_SAMPLES || millis.size() < most && System.nanoTime() < end) {
      Thread.sleep(ThreadLocalRandom.current().nextInt(10, 40));
      long created = Long.parseLong(creator.ask("create-marked"));
      long started = Long.parseLong(runner.ask("await-mark", ++marks));
      millis.add(Math.max(0, (started - created) / 1e6));
    }
    return millis;
  }
}
