package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes that die leave behind, and what happens to those that were only thought dead. */
class EngineRecoveryTest {
  private static final Optional<String> HOME = Optional.of("3f2b7a0e-0000-4000-8000-00000000home");
  private static final Optional<String> OTHER = Optional.of("3f2b7a0e-0000-4000-8000-0000000other");

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(2);
  private final AtomicLong ticks = new AtomicLong();
  private final List<Long> started = new CopyOnWriteArrayList<>();
  private final Hold hold = new Hold();
  private final List<SteppedNode> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    hold.release();
    nodes.forEach(SteppedNode::close);
  }

  @Test
  void whatAnEarlierBootLeftRunsFirstAndAtOnceUpToTheLimit() throws Exception {
    database.limit(3);
    List<Long> interrupted = crashedWith(HOME, 3);
    database.limit(2);
    database.create(Creation.of("work").priority(1000));
    SteppedNode next = node(HOME, (input, context) -> noted(context.id()));
    next.turn();
    hold.awaitEntered(2);
    assertThat(started).containsExactlyInAnyOrderElementsOf(interrupted.subList(0, 2));
    database.limit(3);
    next.turn();
    hold.awaitEntered(1);
    assertThat(started).containsExactlyInAnyOrderElementsOf(interrupted);
    hold.release();
    next.finish();

    assertThat(interrupted)
        .allSatisfy(
            id -> {
              assertThat(database.row(id).status()).isEqualTo("completed");
              assertThat(database.row(id).attempt()).isEqualTo(2);
              assertThat(database.row(id).failures()).isZero();
              assertThat(database.row(id).interruptions()).isEqualTo(1);
              assertThat(database.attempts(id)).containsExactly("interrupted");
            });
    assertThat(database.nodeStates()).containsExactly("dead", "polling");
  }

  @Test
  void orphansThatSomebodyHasLockedHideNoOthers() throws Exception {
    SteppedNode crashed = node(OTHER, (input, context) -> "done");
    crashed.turn();
    long gone = runOf(crashed, 450);
    crashed.close();
    SteppedNode node = node(HOME, (input, context) -> "done");
    node.turn();
    database.update("UPDATE execution_node SET state = 'dead' WHERE id = ?", gone);
    assertOnlyLockedStayRunning(node, "interrupted");
  }

  @Test
  void claimsThatWentAstrayAndAreLockedHideNoOthers() throws Exception {
    SteppedNode node = node(HOME, (input, context) -> "done");
    node.turn();
    runOf(node, 450);
    assertOnlyLockedStayRunning(node, "released");
  }

  @Test
  void manyClaimsThatWentAstrayAreAllGivenBackAtOnce() {
    SteppedNode node = node(HOME, (input, context) -> "done");
    node.turn();
    runOf(node, 450);
    node.turn();
    assertThat(database.count("pending")).isEqualTo(450);
    node.goesWell();
  }

  @Test
  void anotherNodeTakesThemUpOnlyAfterTheLease() throws Exception {
    long id = crashedWith(HOME, 1).get(0);
    SteppedNode other = node(OTHER, (input, context) -> "done");
    other.turn();
    passBeating(other, SteppedNode.LEASE.minusSeconds(1));
    other.turn();
    assertThat(database.row(id).status()).isEqualTo("running");

    passBeating(other, Duration.ofSeconds(1));
    other.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(database.row(id).node()).isEqualTo("node-2");
    assertThat(database.nodeStates()).containsExactly("dead", "polling");
  }

  @Test
  void nodesOfDifferentLeasesLetEachOtherLive() throws Exception {
    Duration shorter = SteppedNode.LEASE.dividedBy(6);
    SteppedNode patient = node(HOME, (input, context) -> noted(context.id()));
    SteppedNode hasty = node(OTHER, shorter, (input, context) -> noted(context.id()));
    database.create("work", 2);
    patient.turn();
    hasty.turn();
    hold.awaitEntered(2);
    Duration beating = shorter.dividedBy(3);
    for (int beats = 0; beats < 60; beats++) {
      hasty.pass(beating);
      hasty.beat();
      hasty.turn();
      if (beats % 6 == 5) {
        patient.beat();
        patient.turn();
      }
    }
    assertThat(database.nodeStates()).containsExactly("polling", "polling");
    assertThat(database.count("running")).isEqualTo(2);

    // It sees the last beat of the other by its own next turn, and counts from then on.
    for (int beats = 0; beats < 1 + 18; beats++) {
      assertThat(database.nodeStates()).containsExactly("polling", "polling");
      hasty.pass(beating);
      hasty.beat();
      hasty.turn();
    }
    assertThat(database.nodeStates()).containsExactly("dead", "polling");
  }

  @Test
  void anObserverThatWasAwayItselfWaitsAWholeLeaseMore() throws Exception {
    long id = crashedWith(HOME, 1).get(0);
    SteppedNode other = node(OTHER, (input, context) -> "done");
    other.turn();
    other.pass(SteppedNode.LEASE.multipliedBy(5));
    other.beat();
    other.turn();
    assertThat(database.row(id).status()).isEqualTo("running");
    passBeating(other, SteppedNode.LEASE);
    other.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
  }

  @Test
  void anExecutionThatKeepsLosingItsNodeFailsInTheEnd() throws Exception {
    long id = crashedWith(HOME, 1).get(0);
    for (int boot = 2; boot <= 3; boot++) {
      SteppedNode next = node(HOME, (input, context) -> hold.obediently());
      next.turn();
      hold.awaitEntered(1);
      assertThat(database.row(id).attempt()).isEqualTo(boot);
      next.close();
    }
    SteppedNode last = node(HOME, (input, context) -> "done");
    last.finish();
    assertThat(database.row(id).status()).isEqualTo("failed");
    assertThat(database.row(id).errorMessage()).startsWith("Interrupted 3 times");
    assertThat(database.attempts(id)).containsExactly("interrupted", "interrupted", "interrupted");
  }

  @Test
  void anInterruptedExecutionThatSomebodyHadCancelledDoesNotRunAgain() throws Exception {
    long id = crashedWith(HOME, 1).get(0);
    database.requestCancel(id);
    node(HOME, (input, context) -> noted(context.id())).finish();
    assertThat(database.row(id).status()).isEqualTo("cancelled");
    assertThat(started).isEmpty();
  }

  @Test
  void aClaimWhoseAnswerWasLostIsGivenBackAndRunsWithoutCostingAFailure() {
    SteppedNode node = node(HOME, (input, context) -> noted(context.id()));
    node.turn();
    hold.release();
    long id = database.create("work");
    database.unsteady().loseAnswerToNextCommit();
    node.turn();
    assertThat(database.row(id).status()).isEqualTo("running");
    assertThat(started).isEmpty();
    node.finish();

    assertThat(started).containsExactly(id);
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(database.row(id).failures()).isZero();
    assertThat(database.row(id).interruptions()).isZero();
    assertThat(database.attempts(id)).containsExactly("released");
  }

  @Test
  void aNodeThatWasDeclaredDeadStopsItsHandlersAndComesBackAsAnother() throws Exception {
    SteppedNode node = node(HOME, (input, context) -> hold.stubbornly());
    long id = database.create("work");
    node.turn();
    hold.awaitEntered(1);
    long firstId = node.turn.membership().id();
    database.update("UPDATE execution_node SET state = 'dead'");
    node.beat();
    node.turn();
    assertThat(node.runs.find(id).isCancelled()).isTrue();

    long waiting = database.create("work");
    node.turn();
    assertThat(database.row(waiting).attempt()).isZero();
    assertThat(node.turn.membership().id()).isEqualTo(firstId);

    SteppedNode other = node(OTHER, (input, context) -> "other");
    other.finish();
    assertThat(database.row(id).output()).contains("other");

    hold.release();
    node.awaitAllReturned();
    node.finish();
    assertThat(node.turn.membership().id()).isGreaterThan(firstId);
    assertThat(database.row(id).output()).contains("other");
    assertThat(database.row(id).attempt()).isEqualTo(2);
    long more = database.create("work");
    node.finish();
    assertThat(database.row(more).status()).isEqualTo("completed");
  }

  @Test
  void aDrainingNodeThatWasDeclaredDeadStopsItsHandlersToo() throws Exception {
    SteppedNode node = node(HOME, (input, context) -> hold.obediently());
    database.create("work");
    node.turn();
    hold.awaitEntered(1);
    node.turn.beginLeave();
    database.update("UPDATE execution_node SET state = 'dead'");
    node.beat();
    node.turn();
    node.awaitAllReturned();
    node.turn();
    assertThat(node.turn.idle()).isTrue();
    assertThat(database.nodeStates()).containsExactly("dead");
  }

  /** As on a Galera cluster, where the engine's connection may be to another database node. */
  @Test
  void aNodeThatNoLookHasShownYetIsNotDead() {
    database.update(
        "CREATE TRIGGER unheard BEFORE INSERT ON execution_node FOR EACH ROW CALL '%s'"
            .formatted(Unheard.class.getName()));
    long id = database.create("work");
    SteppedNode node = node(HOME, (input, context) -> "done");
    assertThat(node.turn()).isLessThan(Duration.ofSeconds(1));
    assertThat(node.turn.membership().lost()).isFalse();
    assertThat(database.row(id).attempt()).isZero();

    database.update("DROP TRIGGER unheard");
    database.update("UPDATE execution_node SET state = 'polling'");
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(database.nodeStates()).containsExactly("polling");
    node.goesWell();
  }

  @Test
  void twoNodesOfOneNameAreToldApart() {
    SteppedNode one = node(HOME, (input, context) -> "done");
    SteppedNode other = node(OTHER, (input, context) -> "done");
    one.turn();
    other.turn();
    assertThat(one.turn.nodeName()).contains("node");
    assertThat(other.turn.nodeName()).contains("node-2");
  }

  /** Lets a node die while it runs so many executions, whose ids are returned. */
  private List<Long> crashedWith(Optional<String> home, int running) throws Exception {
    Hold never = new Hold();
    List<Long> ids = database.create("work", running);
    SteppedNode crashed = node(home, (input, context) -> never.obediently());
    crashed.turn();
    never.awaitEntered(running);
    crashed.close();
    return ids;
  }

  /** Makes rows of so many runs that the node does not know of, and returns its id. */
  private long runOf(SteppedNode node, int count) {
    database.create("of another node", count);
    long id = node.turn.membership().id();
    database.update(
        """
        UPDATE execution SET status = 'running', line = NULL, attempt = 1, node_id = ?, node = 'node',
               started_at = created_at
        """,
        id);
    return id;
  }

  private void assertOnlyLockedStayRunning(SteppedNode node, String outcome) throws Exception {
    try (Connection other = database.direct().getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT id FROM execution WHERE id <= 210 FOR UPDATE");
      node.turn();
      assertThat(database.count("running")).isEqualTo(210);
      other.rollback();
    }
    node.turn();
    assertThat(database.count("running")).isZero();
    assertThat(database.attempts(1)).containsExactly(outcome);
    assertThat(database.attempts(450)).containsExactly(outcome);
    node.goesWell();
  }

  private static void passBeating(SteppedNode node, Duration time) throws Exception {
    int beats = 8;
    for (int beat = 0; beat < beats; beat++) {
      node.pass(time.dividedBy(beats));
      node.beat();
      node.turn();
    }
  }

  /** Hides a node that joins from those who look for the living. */
  public static final class Unheard implements Trigger {
    private static final int STATE = 3;

    /** Made by the database. */
    public Unheard() {}

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
      after[STATE] = "stopped";
    }
  }

  private Object noted(long id) throws InterruptedException {
    started.add(id);
    return hold.obediently();
  }

  private SteppedNode node(Optional<String> home, TestHandler.Body body) {
    return node(home, SteppedNode.LEASE, body);
  }

  private SteppedNode node(Optional<String> home, Duration lease, TestHandler.Body body) {
    TestSurroundings around = new TestSurroundings(database, dataDir);
    around.given.put("EXECUTION_LEASE_MS", Long.toString(lease.toMillis()));
    SteppedNode node = new SteppedNode(around, ticks, home, TestHandler.of("work", body));
    nodes.add(node);
    return node;
  }
}
