package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of two nodes is killed while there is a backlog: how long the rest takes to be done. */
final class Kill {
  private static final int LIMIT = 64;
  private static final Work WORK = Work.WAIT_200_MS;
  private static final double RATE = LIMIT / WORK.seconds();

  private Kill() {}

  private static final String OPEN =
      "SELECT COUNT(*) FROM execution WHERE status IN ('pending', 'running')";

  static void ofOneOfTwo(Turn turn) throws IOException, InterruptedException, SQLException {
    if (turn.contender().limited()) {
      turn.endNodes();
      List<Node> nodes = turn.nodes(2);
      Node left = nodes.get(0);
      left.ask("limit", LIMIT);
      int backlog = (int) (6 * turn.plan().seconds() * RATE);
      left.ask("fill", WORK.label(), backlog);
      left.ask("go");
      Moment.await(nodes, turn.database(), backlog / 3);
      nodes.get(1).kill();
      long begin = System.nanoTime();
      double ideal = Database.number(turn.url(), OPEN) / RATE;
      Moment.awaitEnds(left, 0);
      double seconds = (System.nanoTime() - begin) / 1e9;
      left.ask("hold");
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("s until all is done", seconds);
      values.put("s if nothing were lost", ideal);
      values.put("s more", seconds - ideal);
      turn.add("limit %d, %s".formatted(LIMIT, WORK.label()), values);
      turn.endNodes();
    }
  }
}
