package io.executions.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How far nodes had come at some time. */
record Moment(long nanos, List<Long> runs, long nodeMillis, long databaseMillis) {
  private static final long PAUSE_MILLIS = 10;
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  static Moment now(List<Node> nodes, Database database) throws IOException {
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

  /** Returns the moment when so many runs have ended, and fails when none ends for long. */
  static Moment await(List<Node> nodes, Database database, long runs)
      throws IOException, InterruptedException {
    long patience = System.nanoTime() + PATIENCE;
    Moment moment = now(nodes, database);
    while (moment.allRuns() < runs) {
      if (System.nanoTime() > patience) {
        throw new IOException("Only %d of %d have run".formatted(moment.allRuns(), runs));
      }
      Thread.sleep(PAUSE_MILLIS);
      Moment next = now(nodes, database);
      patience = next.allRuns() > moment.allRuns() ? System.nanoTime() + PATIENCE : patience;
      moment = next;
    }
    return moment;
  }

  /** Returns how many are open, as the node tells. */
  static long open(Node node) throws IOException {
    return Long.parseLong(node.ask("open"));
  }

  /**
   * Returns when no more are open than so many. A run that has ended in its node may be so for a
   * while.
   */
  static void awaitEnds(Node node, long most) throws IOException, InterruptedException {
    long patience = System.nanoTime() + PATIENCE;
    while (open(node) > most) {
      if (System.nanoTime() > patience) {
        throw new IOException("Some have never ended");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

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
