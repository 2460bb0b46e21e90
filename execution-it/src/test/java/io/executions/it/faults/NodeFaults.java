package io.executions.it.faults;

import static org.awaitility.Awaitility.await;

import io.executions.it.faults.DatabaseRows.Life;
import io.executions.it.history.Absence;
import io.executions.it.history.Absence.Kind;
import io.executions.it.history.HostClock;
import io.executions.it.proxy.CommitKind;
import io.executions.it.proxy.DatabaseProxy.Mode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** Breaks one node or what it reaches the database by, mends it, and waits until it is back. */
final class NodeFaults {
  /** Connections that lost bytes may have to time out first. */
  private static final Duration MOST_RETURN = Duration.ofSeconds(60);

  private static final Duration MOST_STOP = Duration.ofSeconds(30);

  private static final String LEFT = "Handlers that still run are left to the lease";

  private final DatabaseRows rows;

  NodeFaults(DatabaseRows rows) {
    this.rows = rows;
  }

  void kill(ServiceNode node, long millis) throws InterruptedException {
    node.process().kill();
    long from = HostClock.nanos();
    Thread.sleep(millis);
    restart(node, Kind.KILLED, from);
  }

  /** Stops it as an operator does, and starts it again. */
  void stop(ServiceNode node) throws InterruptedException {
    node.process().terminate();
    node.process().awaitExit(MOST_STOP);
    long from = HostClock.nanos();
    // A handler that waits for a lock in the database hears no interrupt.
    boolean left = node.process().log().stream().anyMatch(line -> line.contains(LEFT));
    restart(node, left ? Kind.KILLED : Kind.STOPPED, from);
  }

  private void restart(ServiceNode node, Kind kind, long from) {
    long to = HostClock.nanos();
    node.wasAway(new Absence(kind, from, to));
    node.start();
    node.process().awaitReady();
    awaitBack(node, to);
  }

  void freeze(ServiceNode node, long millis) throws InterruptedException {
    long from = HostClock.nanos();
    node.process().freeze();
    Thread.sleep(millis);
    thaw(node, from);
  }

  /** Returns false if the node did not enter the gate at all. */
  boolean freezeInGate(ServiceNode node, long millis) throws InterruptedException {
    CountDownLatch frozen = new CountDownLatch(1);
    AtomicLong from = new AtomicLong();
    node.proxy()
        .onGate(
            () -> {
              from.set(HostClock.nanos());
              node.process().freeze();
              frozen.countDown();
            });
    if (!frozen.await(30, TimeUnit.SECONDS) && node.proxy().forgetGate()) {
      return false;
    }
    frozen.await();
    Thread.sleep(millis);
    thaw(node, from.get());
    return true;
  }

  private void thaw(ServiceNode node, long from) {
    long to = HostClock.nanos();
    node.process().thaw();
    judgeSilence(node, new Absence(Kind.FROZEN, from, to));
  }

  void cut(ServiceNode node, Mode mode, long millis) throws InterruptedException {
    long from = HostClock.nanos();
    node.proxy().let(mode);
    Thread.sleep(millis);
    long to = HostClock.nanos();
    node.proxy().let(Mode.PASS);
    judgeSilence(node, new Absence(Kind.CUT, from, to));
  }

  /** Returns how many commits were cut. */
  int loseCommits(ServiceNode node, int commits) throws InterruptedException {
    long from = HostClock.nanos();
    node.proxy().loseAnswers(CommitKind.TRANSACTION, commits);
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (node.proxy().answersToLose() > 0 && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    int left = node.proxy().answersToLose();
    node.proxy().loseAnswers(CommitKind.TRANSACTION, 0);
    awaitBack(node, HostClock.nanos());
    node.lostCommits(from, HostClock.nanos());
    return commits - left;
  }

  /** Waits until a silent node is back, and notes whether it was declared dead meanwhile. */
  void judgeSilence(ServiceNode node, Absence silence) {
    node.wasStalled(silence);
    Life life = awaitBack(node, silence.to());
    if (life.joinedAt() > silence.from()) {
      Life lost =
          lives(node)
              .filter(each -> each.id() < life.id())
              // Of a join within the silence whose answer was lost, the node knows nothing.
              .filter(each -> each.joinedAt() < silence.from() || each.hasBeaten())
              .reduce(later())
              .orElseThrow();
      node.wasAway(new Absence(silence.kind(), lost.lastBeatAt(), life.joinedAt()));
    }
  }

  /** Waits until a node has beaten since then, and returns the life in which it did. */
  Life awaitBack(ServiceNode node, long since) {
    return await(node.name() + " is back")
        .atMost(MOST_RETURN)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> life(node), life -> life != null && life.lastBeatAt() > since);
  }

  private Life life(ServiceNode node) {
    return lives(node).filter(Life::goesOn).reduce(later()).orElse(null);
  }

  private Stream<Life> lives(ServiceNode node) {
    return rows.lives().stream().filter(life -> life.node().equals(node.name()));
  }

  private static BinaryOperator<Life> later() {
    return (first, second) -> second;
  }
}
