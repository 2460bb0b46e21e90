package io.executions.it.faults;

import io.executions.it.faults.FaultPlan.Step;
import io.executions.it.proxy.DatabaseProxy.Mode;
import io.executions.testing.DatabaseServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Carries out a plan. Faults overlap, but a node has one at a time, the database has one at a time,
 * one node is always left in peace, and restarts of all nodes in turn are not mixed with others.
 */
final class Saboteur {
  private static final Duration MOST_MENDING = Duration.ofMinutes(3);

  private final ServiceDatabase database;
  private final List<ServiceNode> nodes;
  private final Duration lease;
  private final NodeFaults nodeFaults;
  private final DatabaseFaults databaseFaults;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();

  Saboteur(ServiceDatabase database, List<ServiceNode> nodes, Duration lease, DatabaseRows rows) {
    this.database = database;
    this.nodes = nodes;
    this.lease = lease;
    this.nodeFaults = new NodeFaults(rows);
    this.databaseFaults = new DatabaseFaults(database, nodes, nodeFaults);
  }

  /** Goes through one round at least, and returns when the time is over and all is mended. */
  void carryOut(FaultPlan plan, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    boolean first = true;
    do {
      for (Step step : plan.round()) {
        if (first || System.nanoTime() < end) {
          Thread.sleep(step.pauseMillis());
          begin(step);
        }
      }
      first = false;
    } while (System.nanoTime() < end);
    threads.shutdown();
    if (!threads.awaitTermination(MOST_MENDING.toMillis(), TimeUnit.MILLISECONDS)) {
      problems.add("A fault could not be mended in time");
    }
  }

  /** Returns how many faults there were of each kind. */
  Map<FaultKind, Integer> injected() {
    synchronized (injected) {
      return new EnumMap<>(injected);
    }
  }

  /** Returns what went wrong with breaking and mending, such as a node that did not come back. */
  Collection<String> problems() {
    return List.copyOf(problems);
  }

  private void begin(Step step) throws InterruptedException {
    if (step.kind().ofDatabase()) {
      attempt(step, () -> breakDatabase(step));
    } else if (step.kind() == FaultKind.ROLLING_RESTART) {
      List<ServiceNode> all = new ArrayList<>();
      for (ServiceNode node : nodes) {
        awaitPeace(node, nodes.size());
        all.add(node);
      }
      attempt(step, () -> restartInTurn(all));
      all.forEach(ServiceNode::leaveInPeace);
    } else {
      ServiceNode node = nodes.get(step.victim() % nodes.size());
      awaitPeace(node, nodes.size() - 1);
      threads.execute(
          () -> {
            attempt(step, () -> breakNode(node, step));
            node.leaveInPeace();
          });
    }
  }

  /** Waits until that node is in peace, and no more than so many will be disturbed with it. */
  private void awaitPeace(ServiceNode node, int most) throws InterruptedException {
    while (nodes.stream().filter(ServiceNode::disturbed).count() >= most || !node.disturb()) {
      Thread.sleep(50);
    }
  }

  private interface Breaking {
    boolean run() throws InterruptedException;
  }

  private void attempt(Step step, Breaking breaking) {
    long began = System.nanoTime();
    try {
      if (breaking.run()) {
        synchronized (injected) {
          injected.merge(step.kind(), 1, Integer::sum);
        }
      }
      System.out.printf(
          "  %s %s, mended after %d ms%n",
          Instant.now(), step, (System.nanoTime() - began) / 1_000_000);
    } catch (RuntimeException | AssertionError e) {
      problems.add("%s %s: %s".formatted(Instant.now(), step, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean restartInTurn(List<ServiceNode> all) throws InterruptedException {
    for (ServiceNode node : all) {
      nodeFaults.stop(node);
    }
    return true;
  }

  private boolean breakNode(ServiceNode node, Step step) throws InterruptedException {
    switch (step.kind()) {
      case KILL -> nodeFaults.kill(node, leases(step, 0, 1.5));
      case SHORT_FREEZE -> nodeFaults.freeze(node, leases(step, 0.1, 0.6));
      case LONG_FREEZE -> nodeFaults.freeze(node, leases(step, 1.5, 2.5));
      case CUT -> nodeFaults.cut(node, Mode.REFUSE, leases(step, 0.2, 2));
      case BLACK_HOLE -> nodeFaults.cut(node, Mode.SWALLOW, leases(step, 0.2, 2));
      case FREEZE_IN_GATE -> {
        return nodeFaults.freezeInGate(node, leases(step, 0.3, 2));
      }
      case LOST_COMMITS -> {
        return nodeFaults.loseCommits(node, (int) step.millis(1, 8)) > 0;
      }
      default -> throw new IllegalArgumentException("Not of a node: " + step);
    }
    return true;
  }

  private boolean breakDatabase(Step step) throws InterruptedException {
    DatabaseServer server = database.servers().get(step.victim() % database.servers().size());
    switch (step.kind()) {
      case DATABASE_KILL -> databaseFaults.kill(server, leases(step, 0, 1.5));
      case SHORT_DATABASE_FREEZE -> databaseFaults.freeze(server, leases(step, 0.1, 0.6));
      case LONG_DATABASE_FREEZE -> databaseFaults.freeze(server, leases(step, 1.2, 2));
      default -> throw new IllegalArgumentException("Not of a database: " + step);
    }
    return true;
  }

  private long leases(Step step, double least, double most) {
    return step.millis(least * lease.toMillis(), most * lease.toMillis());
  }
}
