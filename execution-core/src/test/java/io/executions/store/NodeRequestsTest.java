package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Node;
import io.executions.api.NodeFilter;
import io.executions.api.NodeGoneException;
import io.executions.api.NodeNotFoundException;
import io.executions.api.NodeState;
import io.executions.database.Sql;
import io.executions.store.NodeStore.Answer;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class NodeRequestsTest extends StoreContract {
  @Test
  void aDrainedNodeClaimsNothingUntilItResumes() throws Exception {
    TestNode node = node("a", "work");
    long id = store.create("work");

    assertThat(store.requests.drain(node.id()).state()).isEqualTo(NodeState.DRAINING);
    assertThat(node.look("work").drains(node.id())).isTrue();
    assertThat(node.claimedIds(1, "work")).isEmpty();
    assertThat(store.requests.drain(node.id()).state()).isEqualTo(NodeState.DRAINING);

    assertThat(store.requests.resume(node.id()).state()).isEqualTo(NodeState.POLLING);
    assertThat(store.requests.resume(node.id()).state()).isEqualTo(NodeState.POLLING);
    assertThat(node.look("work").drains(node.id())).isFalse();
    assertThat(node.claimedIds(1, "work")).containsExactly(id);
  }

  @Test
  void aDrainedNodeGoesOnBeatingAndOthersGoOnClaiming() throws Exception {
    TestNode drained = node("a", "work");
    TestNode other = node("b", "work");
    long id = store.create("work");
    store.requests.drain(drained.id());

    assertThat(drained.beat()).isTrue();

    assertThat(state(drained)).isEqualTo(NodeState.DRAINING);
    assertThat(other.look("work").drains(other.id())).isFalse();
    assertThat(other.claimedIds(1, "work")).containsExactly(id);
  }

  @Test
  void aNodeThatIsAboutToLeaveDrainsThoughSomebodyResumesIt() throws Exception {
    TestNode node = node("a");
    node.beats().beat(node.id(), true, TestNode.NO_POLL_YET);

    store.requests.resume(node.id());
    node.beats().beat(node.id(), true, TestNode.NO_POLL_YET);

    assertThat(state(node)).isEqualTo(NodeState.DRAINING);
  }

  @Test
  void aPollThatWasAskedForIsFoundByTheNextBeatAndOnlyByThat() throws Exception {
    TestNode node = node("a");
    assertThat(node.beats().beat(node.id(), false, TestNode.NO_POLL_YET)).isEqualTo(Answer.HEARD);

    store.requests.poll(node.id());
    store.requests.poll(node.id());

    long before = store.number("SELECT beat FROM execution_node WHERE id = ?", node.id());
    assertThat(node.beats().beat(node.id(), false, TestNode.NO_POLL_YET)).isEqualTo(Answer.POLL);
    assertThat(store.number("SELECT beat FROM execution_node WHERE id = ?", node.id()))
        .isEqualTo(before + 1);
    assertThat(node.beats().beat(node.id(), false, TestNode.NO_POLL_YET)).isEqualTo(Answer.HEARD);
  }

  @Test
  void aPollIsAskedForWhoeverHoldsTheGate() throws Exception {
    TestNode node = node("a");
    try (Connection holder = store.dataSource.getConnection()) {
      holder.setAutoCommit(false);
      TestStore.takeTurn(new Sql(holder, store.database.dialect()));

      assertThat(store.requests.poll(node.id()).id()).isEqualTo(node.id());
      holder.rollback();
    }
    assertThat(node.beats().beat(node.id(), false, TestNode.NO_POLL_YET)).isEqualTo(Answer.POLL);
  }

  @Test
  void aNodeThatIsAskedAgainAndAgainStaysAlive() throws Exception {
    TestNode node = node("a");
    Thread asking =
        new Thread(
            () -> {
              for (int times = 0; times < 100; times++) {
                store.requests.poll(node.id());
              }
            });
    asking.start();
    while (asking.isAlive()) {
      assertThat(node.beat()).isTrue();
    }
    asking.join();
    node.beat();

    assertThat(node.beats().beat(node.id(), false, TestNode.NO_POLL_YET)).isEqualTo(Answer.HEARD);
  }

  @Test
  void aNodeThatIsGoneCanBeAskedNothing() throws Exception {
    TestNode stopped = node("a");
    TestNode dead = node("b");
    stopped.beats().leave(stopped.id());
    store.update("UPDATE execution_node SET state = 'dead' WHERE id = ?", dead.id());

    for (TestNode gone : new TestNode[] {stopped, dead}) {
      NodeState before = state(gone);
      assertThatThrownBy(() -> store.requests.drain(gone.id()))
          .isInstanceOf(NodeGoneException.class);
      assertThatThrownBy(() -> store.requests.resume(gone.id()))
          .isInstanceOf(NodeGoneException.class);
      assertThatThrownBy(() -> store.requests.poll(gone.id()))
          .isInstanceOf(NodeGoneException.class);
      assertThat(state(gone)).isEqualTo(before);
    }
  }

  @Test
  void aNodeThatNeverWasIsNotFound() {
    assertThatThrownBy(() -> store.requests.drain(1L << 52))
        .isInstanceOf(NodeNotFoundException.class);
  }

  @Test
  void aBeatTellsHowOftenTransactionsWereReplayed() throws Exception {
    TestNode node = node("a");
    node.beat();
    long before = seen(node).replays();

    store.database.replays().add();
    node.beat();

    assertThat(seen(node).replays()).isEqualTo(before + 1);
  }

  private NodeState state(TestNode node) {
    return seen(node).state();
  }

  private Node seen(TestNode node) {
    return store.cluster.nodes(NodeFilter.ALL).stream()
        .filter(one -> one.id() == node.id())
        .findFirst()
        .orElseThrow();
  }
}
