package io.executions.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a node takes to start. */
final class StartUp {
  private StartUp() {}

  /** The first start makes the schema, and what later ones find in the node's directory. */
  static void twice(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().picksUp()) {
      start(turn, "first");
      start(turn, "again");
    }
  }

  private static void start(Turn turn, String setting) throws IOException, InterruptedException {
    turn.endNodes();
    long begin = System.nanoTime();
    Node node = turn.newNode(Map.of());
    if (turn.contender().limited()) {
      RestClient client = new RestClient(node);
      while (!client.ready()) {
        Thread.sleep(10);
      }
    }
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("ready after s", (System.nanoTime() - begin) / 1e9);
    values.put("CPU s until then", ProcessorTime.millis(node.pid()) / 1e3);
    turn.add(setting, values);
  }
}
