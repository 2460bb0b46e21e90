package io.executions.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of several homes and leases, which die. */
abstract class RecoveringEngines {
  static final Optional<String> HOME = Optional.of("3f2b7a0e-0000-4000-8000-00000000home");
  static final Optional<String> OTHER = Optional.of("3f2b7a0e-0000-4000-8000-0000000other");

  @TempDir Path dataDir;

  final EngineDatabase database = new EngineDatabase(2);
  final AtomicLong ticks = new AtomicLong();
  final List<Long> started = new CopyOnWriteArrayList<>();
  final Hold hold = new Hold();
  final List<SteppedNode> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    hold.release();
    nodes.forEach(SteppedNode::close);
  }

  List<Long> crashedWith(Optional<String> home, int running) throws Exception {
    Hold never = new Hold();
    List<Long> ids = database.create("work", running);
    SteppedNode crashed = node(home, (input, context) -> never.obediently());
    crashed.poll();
    never.awaitEntered(running);
    crashed.close();
    return ids;
  }

  static void passBeating(SteppedNode node, Duration time) throws Exception {
    int beats = 8;
    for (int beat = 0; beat < beats; beat++) {
      node.pass(time.dividedBy(beats));
      node.beat();
      node.poll();
    }
  }

  Object noted(long id) throws InterruptedException {
    started.add(id);
    return hold.obediently();
  }

  SteppedNode node(Optional<String> home, TestHandler.Body body) {
    return node(home, SteppedNode.LEASE, body);
  }

  SteppedNode node(Optional<String> home, Duration lease, TestHandler.Body body) {
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.given.put("EXECUTION_LEASE_MS", Long.toString(lease.toMillis()));
    SteppedNode node = new SteppedNode(around, ticks, home, TestHandler.of("work", body));
    nodes.add(node);
    return node;
  }
}
