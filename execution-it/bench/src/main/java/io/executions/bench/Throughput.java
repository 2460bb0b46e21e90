package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many executions a second some nodes of one contender run when there is a backlog. The backlog
 * is created while all are held, so that nothing else goes on while it is worked off.
 */
final class Throughput {
  private static final int FIRST = 1_000;
  private static final int LEAST = 500;
  private static final int MOST = 1_000_000;
  private static final int MOST_WINDOWS = 12;
  private static final double WARM_UP_WINDOW_SECONDS = 3;
  private static final double BEGIN = 0.1;
  private static final double END = 0.95;
  private static final long PAUSE_MILLIS = 10;
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private final List<Node> nodes;
  private final Database database;

  /**
   * What went on between the first tenth of a backlog and its last twentieth.
   *
   * @param seconds how long that was
   * @param runs how many runs ended in each node
   * @param nodeMillis processor time of all nodes
   * @param databaseMillis processor time of the database
   */
  record Window(double seconds, List<Long> runs, long nodeMillis, long databaseMillis) {
    long allRuns() {
      return runs.stream().mapToLong(Long::longValue).sum();
    }

    double rate() {
      return allRuns() / seconds;
    }
  }

  private record Moment(long nanos, List<Long> runs, long nodeMillis, long databaseMillis) {
    long allRuns() {
      return runs.stream().mapToLong(Long::longValue).sum();
    }

    Window since(Moment begin) {
      List<Long> more = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        more.add(runs.get(i) - begin.runs.get(i));
      }
      return new Window(
          (nanos - begin.nanos) / 1e9,
          more,
          nodeMillis - begin.nodeMillis,
          databaseMillis - begin.databaseMillis);
    }
  }

  Throughput(List<Node> nodes, Database database) {
    this.nodes = nodes;
    this.database = database;
  }

  /** Works until it is warm, that is until two windows agree, and then measures one. */
  Window measure(Work work, double seconds, double warmUpSeconds)
      throws IOException, InterruptedException {
    Window window = window(work, FIRST);
    double worked = window.seconds();
    boolean warm = false;
    for (int i = 0; i < MOST_WINDOWS && !warm; i++) {
      Window next = window(work, backlog(window.rate(), WARM_UP_WINDOW_SECONDS));
      worked += next.seconds();
      warm = worked >= warmUpSeconds && Statistics.agree(window.rate(), next.rate());
      window = next;
    }
    return window(work, backlog(window.rate(), seconds));
  }

  private static int backlog(double rate, double seconds) {
    return (int) Math.max(LEAST, Math.min(MOST, rate * seconds / (END - BEGIN)));
  }

  private Window window(Work work, int backlog) throws IOException, InterruptedException {
    Node first = nodes.get(0);
    first.ask("fill", work.label(), backlog);
    long before = now().allRuns();
    first.ask("go");
    Moment begin = await(before + (long) (backlog * BEGIN));
    Moment end = await(before + (long) (backlog * END));
    await(before + backlog);
    awaitEnds(first);
    first.ask("hold");
    if (now().allRuns() != before + backlog) {
      throw new IOException("Not each of them ran once");
    }
    return end.since(begin);
  }

  private Moment await(long runs) throws IOException, InterruptedException {
    long patience = System.nanoTime() + PATIENCE;
    Moment moment = now();
    while (moment.allRuns() < runs) {
      if (System.nanoTime() > patience) {
        throw new IOException("Only %d of %d have run".formatted(moment.allRuns(), runs));
      }
      Thread.sleep(PAUSE_MILLIS);
      moment = now();
    }
    return moment;
  }

  private Moment now() throws IOException {
    List<Long> runs = new ArrayList<>();
    for (Node node : nodes) {
      runs.add(node.runs());
    }
    long nanos = System.nanoTime();
    long nodeMillis = 0;
    for (Node node : nodes) {
      nodeMillis += ProcessorTime.millis(node.pid());
    }
    return new Moment(nanos, runs, nodeMillis, database.processorMillis());
  }

  /** A run that has ended in its node may not have ended in the database yet. */
  private static void awaitEnds(Node node) throws IOException, InterruptedException {
    long patience = System.nanoTime() + PATIENCE;
    while (Long.parseLong(node.ask("open")) > 0) {
      if (System.nanoTime() > patience) {
        throw new IOException("Some have run but never ended");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
