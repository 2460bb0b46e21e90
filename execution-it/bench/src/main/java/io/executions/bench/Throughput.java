package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * How many executions a second some nodes of one contender run when there is a backlog. The backlog
 * is created while all are held, so that nothing else goes on while it is worked off.
 */
final class Throughput {
  private static final int FIRST = 1_000;
  private static final int LEAST = 200;
  private static final int MOST = 1_000_000;
  private static final double BEGIN = 0.1;
  private static final double END = 0.95;

  private final List<Node> nodes;
  private final Database database;
  private final Plan plan;
  private final Preparation preparation;

  /** What is done with what has been created, before it is run. */
  interface Preparation {
    void run() throws SQLException;
  }

  Throughput(List<Node> nodes, Database database, Plan plan, Preparation preparation) {
    this.preparation = preparation;
    this.nodes = nodes;
    this.database = database;
    this.plan = plan;
  }

  /** Works until it is warm and then measures. */
  Window measure(Work work) throws IOException, InterruptedException {
    int first = work.waits() ? LEAST : FIRST;
    double windowSeconds = WarmUp.windowSeconds(plan);
    double rate =
        WarmUp.rate(
            plan.warmUpSeconds(),
            nodes,
            last -> window(work, last == 0 ? first : backlog(last, windowSeconds)).rate());
    return window(work, backlog(rate, plan.seconds()));
  }

  private void prepare() throws IOException {
    try {
      preparation.run();
    } catch (SQLException e) {
      throw new IOException("What was created could not be prepared", e);
    }
  }

  private static int backlog(double rate, double seconds) {
    return (int) Math.max(LEAST, Math.min(MOST, rate * seconds / (END - BEGIN)));
  }

  private Window window(Work work, int backlog) throws IOException, InterruptedException {
    Node first = nodes.get(0);
    long before = Moment.now(nodes, database).allRuns();
    long open = Moment.open(first);
    first.ask("fill", work.label(), backlog);
    prepare();
    first.ask("go");
    Moment begin = Moment.await(nodes, database, before + (long) (backlog * BEGIN));
    Moment end = Moment.await(nodes, database, before + (long) (backlog * END));
    Moment.await(nodes, database, before + backlog);
    Moment.awaitEnds(first, open);
    first.ask("hold");
    if (Moment.now(nodes, database).allRuns() != before + backlog) {
      throw new IOException("Not each of them ran once");
    }
    return end.since(begin);
  }
}
