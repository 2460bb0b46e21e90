package io.executions.bench;

import java.io.IOException;
import java.util.List;

/** How many executions a second a node runs of a backlog that is there and lasts. */
final class LastingBacklog {
  private static final int MOST_WINDOWS = 12;
  private static final double WARM_UP_WINDOW_SECONDS = 3;

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
    double warmUpWindow = Math.min(WARM_UP_WINDOW_SECONDS, plan.warmUpSeconds());
    long end = nodes.get(0).runs() + backlog;
    nodes.get(0).ask("go");
    Window window = window(warmUpWindow);
    double worked = window.seconds();
    boolean warm = false;
    for (int i = 0; i < MOST_WINDOWS && !warm; i++) {
      Window next = window(warmUpWindow);
      worked += next.seconds();
      double needed = next.rate() * (warmUpWindow + 2 * plan.seconds());
      warm =
          worked >= plan.warmUpSeconds() && Statistics.agree(window.rate(), next.rate())
              || end - nodes.get(0).runs() < needed;
      window = next;
    }
    window = window(plan.seconds());
    nodes.get(0).ask("hold");
    if (nodes.get(0).runs() >= end) {
      throw new IOException("The backlog of %d did not last".formatted(backlog));
    }
    return window;
  }

  private Window window(double seconds) throws IOException, InterruptedException {
    Moment begin = Moment.now(nodes, database);
    Thread.sleep((long) (seconds * 1000));
    return Moment.now(nodes, database).since(begin);
  }
}
