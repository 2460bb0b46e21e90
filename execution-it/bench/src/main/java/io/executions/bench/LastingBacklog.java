package io.executions.bench;

import java.io.IOException;
import java.util.List;

/** How many executions a second a node runs of a backlog that is there and lasts. */
final class LastingBacklog {
  private final List<Node> nodes;
  private final Database database;
  private final Plan plan;

  LastingBacklog(Node node, Database database, Plan plan) {
    nodes = List.of(node);
    this.database = database;
    this.plan = plan;
  }

  /**
   * Works until it is warm, or until enough is left only to measure.
   *
   * @param backlog how many are due
   */
  Window measure(long backlog) throws IOException, InterruptedException {
    Node node = nodes.get(0);
    double windowSeconds = WarmUp.windowSeconds(plan);
    long end = node.runs() + backlog;
    node.ask("go");
    WarmUp.rate(
        plan.warmUpSeconds(),
        nodes,
        last -> {
          double needed = last * (windowSeconds + 2 * plan.seconds());
          return last > 0 && end - node.runs() < needed ? last : window(windowSeconds).rate();
        });
    Window measured = window(plan.seconds());
    node.ask("hold");
    if (node.runs() >= end) {
      throw new IOException("The backlog of %d did not last".formatted(backlog));
    }
    return measured;
  }

  private Window window(double seconds) throws IOException, InterruptedException {
    Moment begin = Moment.now(nodes, database);
    Thread.sleep((long) (seconds * 1000));
    return Moment.now(nodes, database).since(begin);
  }
}
