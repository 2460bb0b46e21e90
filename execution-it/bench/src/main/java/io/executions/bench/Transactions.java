package io.executions.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a creation adds to a caller's transaction that has begun, by a first one. */
final class Transactions {
  private static final int COUNT = 2_000;

  private final Turn turn;
  private final Node node;

  private Transactions(Turn turn) throws IOException, InterruptedException {
    this.turn = turn;
    node = turn.node();
  }

  /** What transactions took, each. */
  private record Cost(double millis, double asked) {}

  static void measure(Turn turn) throws IOException, InterruptedException, SQLException {
    if (turn.contender().limited()) {
      new Transactions(turn).measure();
    }
  }

  private void measure() throws IOException, SQLException {
    cost(1);
    Cost one = cost(1);
    Cost two = cost(2);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(turn.database().asked() + " added", two.asked() - one.asked());
    values.put("ms added", two.millis() - one.millis());
    values.put("ms with one creation", one.millis());
    turn.add("", values);
  }

  private Cost cost(int creations) throws IOException, SQLException {
    long asked = turn.database().countAsked();
    long begin = System.nanoTime();
    node.ask("transactions", COUNT, creations);
    double millis = (System.nanoTime() - begin) / 1e6;
    return new Cost(millis / COUNT, (double) (turn.database().countAsked() - asked) / COUNT);
  }
}
