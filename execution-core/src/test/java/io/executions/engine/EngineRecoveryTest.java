package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nodes that die leave behind. */
class EngineRecoveryTest extends RecoveringEngines {
  @Test
  void whatAnEarlierBootLeftRunsFirstAndAtOnceUpToTheLimit() throws Exception {
    database.limit(3);
    List<Long> interrupted = crashedWith(HOME, 3);
    database.limit(2);
    database.create(Creation.of("work").priority(1000));
    SteppedNode next = node(HOME, (input, context) -> noted(context.id()));
    next.poll();
    hold.awaitEntered(2);
    assertThat(started).containsExactlyInAnyOrderElementsOf(interrupted.subList(0, 2));
    database.limit(3);
    next.poll();
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
    crashed.poll();
    long gone = runOf(crashed, 450);
    crashed.close();
    SteppedNode node = node(HOME, (input, context) -> "done");
    node.poll();
    database.update("UPDATE execution_node SET state = 'dead' WHERE id = ?", gone);
    assertOnlyLockedStayRunning(node, "interrupted");
  }

  @Test
  void claimsThatWentAstrayAndAreLockedHideNoOthers() throws Exception {
    SteppedNode node = node(HOME, (input, context) -> "done");
    node.poll();
    runOf(node, 450);
    assertOnlyLockedStayRunning(node, "released");
  }

  @Test
  void manyClaimsThatWentAstrayAreAllGivenBackAtOnce() {
    SteppedNode node = node(HOME, (input, context) -> "done");
    node.poll();
    runOf(node, 450);
    node.poll();
    assertThat(database.count("pending")).isEqualTo(450);
    node.goesWell();
  }

  @Test
  void anotherNodeTakesThemUpOnlyAfterTheLease() throws Exception {
    long id = crashedWith(HOME, 1).get(0);
    SteppedNode other = node(OTHER, (input, context) -> "done");
    other.poll();
    passBeating(other, SteppedNode.LEASE.minusSeconds(1));
    other.poll();
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
    patient.poll();
    hasty.poll();
    hold.awaitEntered(2);
    Duration beating = shorter.dividedBy(3);
    for (int beats = 0; beats < 60; beats++) {
      hasty.pass(beating);
      hasty.beat();
      hasty.poll();
      if (beats % 6 == 5) {
        patient.beat();
        patient.poll();
      }
    }
    assertThat(database.nodeStates()).containsExactly("polling", "polling");
    assertThat(database.count("running")).isEqualTo(2);

    // It sees the last beat of the other by its own next poll, and counts from then on.
    for (int beats = 0; beats < 1 + 18; beats++) {
      assertThat(database.nodeStates()).containsExactly("polling", "polling");
      hasty.pass(beating);
      hasty.beat();
      hasty.poll();
    }
    assertThat(database.nodeStates()).containsExactly("dead", "polling");
  }

  @Test
  void anObserverThatWasAwayItselfWaitsAWholeLeaseMore() throws Exception {
    long id = crashedWith(HOME, 1).get(0);
    SteppedNode other = node(OTHER, (input, context) -> "done");
    other.poll();
    other.pass(SteppedNode.LEASE.multipliedBy(5));
    other.beat();
    other.poll();
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
      next.poll();
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
    node.poll();
    hold.release();
    long id = database.create("work");
    database.unsteady().loseAnswerToNextCommit();
    node.poll();
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
  void twoNodesOfOneNameAreToldApart() {
    SteppedNode one = node(HOME, (input, context) -> "done");
    SteppedNode other = node(OTHER, (input, context) -> "done");
    one.poll();
    other.poll();
    assertThat(one.loop.nodeName()).contains("node");
    assertThat(other.loop.nodeName()).contains("node-2");
  }

  /** Lets a node die while it runs so many executions, whose ids are returned. */

  /** Makes rows of so many runs that the node does not know of, and returns its id. */
  private long runOf(SteppedNode node, int count) {
    database.create("of another node", count);
    long id = node.loop.place().membership().id();
    database.update(
        """
        UPDATE execution SET status = 'running', claim_rank = NULL, attempt = 1, node_id = ?, node = 'node',
               started_at = created_at
        """,
        id);
    return id;
  }

  private void assertOnlyLockedStayRunning(SteppedNode node, String outcome) throws Exception {
    try (Connection other = database.direct().getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT id FROM execution WHERE id <= 210 FOR UPDATE");
      node.poll();
      assertThat(database.count("running")).isEqualTo(210);
      other.rollback();
    }
    node.poll();
    assertThat(database.count("running")).isZero();
    assertThat(database.attempts(1)).containsExactly(outcome);
    assertThat(database.attempts(450)).containsExactly(outcome);
    node.goesWell();
  }
}
