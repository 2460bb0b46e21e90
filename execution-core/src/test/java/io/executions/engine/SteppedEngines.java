package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that work on one database, poll by poll. */
abstract class SteppedEngines {
  private static final Optional<String> HOME = Optional.of("3f2b7a0e-0000-4000-8000-00000000home");
  private static final int ENOUGH_POLLS = 12;
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path dataDir;

  final EngineDatabase database = new EngineDatabase(100);
  final Hold hold = new Hold();
  private final AtomicLong ticks = new AtomicLong();
  private final List<SteppedNode> nodes = new ArrayList<>();

  @AfterEach
  void closeNodes() {
    hold.release();
    nodes.forEach(SteppedNode::close);
  }

  SteppedNode node(TestHandler.Body body) {
    SteppedNode node =
        new SteppedNode(
            new TestEnvironment(database, dataDir), ticks, HOME, TestHandler.of("work", body));
    nodes.add(node);
    return node;
  }

  /** Polls, once a second. */
  static void polls(SteppedNode node) {
    for (int polls = 0; polls < ENOUGH_POLLS; polls++) {
      node.pass(SECOND);
      node.poll();
    }
  }

  /** Polls as often, while no time passes: what has ended is recorded, and not yet added up. */
  static void pollsAtOnce(SteppedNode node) {
    for (int polls = 0; polls < ENOUGH_POLLS; polls++) {
      node.poll();
    }
  }

  /** Polls so that whatever was claimed has returned before the next one. */
  static void workOff(SteppedNode node) {
    for (int polls = 0; polls < ENOUGH_POLLS; polls++) {
      node.pass(SECOND);
      node.poll();
      node.awaitAllReturned();
    }
  }

  void allReturnBetweenTurns(SteppedNode node, int handlers) throws InterruptedException {
    node.poll();
    hold.awaitEntered(handlers);
    hold.release();
    node.awaitAllReturned();
  }

  void assertCompletedBut(long damaged, List<Long> ids) {
    assertThat(ids)
        .filteredOn(id -> id != damaged)
        .allSatisfy(id -> assertThat(database.row(id).status()).isEqualTo("completed"));
  }
}
