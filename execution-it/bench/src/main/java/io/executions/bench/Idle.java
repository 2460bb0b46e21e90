package io.executions.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a node takes that does nothing. */
final class Idle {
  private static final double SHARE = 4;

  private Idle() {}

  static void measure(Turn turn) throws IOException, InterruptedException, SQLException {
    if (turn.contender().picksUp()) {
      Node node = turn.newNode(Map.of());
      node.ask("go");
      Database database = turn.database();
      long asked = database.countAsked();
      long nodeMillis = ProcessorTime.millis(node.pid());
      double seconds = SHARE * turn.plan().seconds();
      Thread.sleep((long) (seconds * 1000));
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("resident MiB", Memory.residentMiB(node));
      values.put(database.asked() + "/s", (database.countAsked() - asked) / seconds);
      values.put("CPU ms/s", (ProcessorTime.millis(node.pid()) - nodeMillis) / seconds);
      node.ask("hold");
      turn.add("", values);
    }
  }
}
