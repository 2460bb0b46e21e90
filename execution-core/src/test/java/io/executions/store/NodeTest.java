package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.executions.api.Node;
import io.executions.api.NodeFilter;
import io.executions.api.NodeState;
import io.executions.api.PollTimer;
import io.executions.database.Micros;
import io.executions.store.NodeStore.Answer;
import io.executions.store.NodeStore.TimerReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeTest extends StoreContract {
  @Test
  void aNodeThatJoinsIsThereWithItsTypes() throws Exception {
    Instant before = Micros.toInstant(store.now());
    TestNode node = node("a", "mail", "http");

    Node seen = seen(node);

    assertThat(seen.id()).isEqualTo(node.id());
    assertThat(seen.name()).isEqualTo("a");
    assertThat(seen.state()).isEqualTo(NodeState.POLLING);
    assertThat(seen.startedAt()).isBetween(before, Micros.toInstant(store.now()));
    assertThat(seen.lastBeatAt()).isBetween(before, Micros.toInstant(store.now()));
    assertThat(seen.types()).containsExactly("http", "mail");
    assertThat(seen.workers()).isEqualTo(4);
    assertThat(seen.running()).isZero();
    assertThat(seen.timer())
        .isEqualTo(
            new PollTimer(
                Duration.ofSeconds(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));
  }

  @Test
  void aBeatRaisesTheCounterAndTellsOfTheTimer() throws Exception {
    TestNode node = node("a");
    long beat = beat(node);

    Answer answer =
        node.beats()
            .beat(
                node.id(),
                true,
                new TimerReport(
                    Optional.of(Duration.ofSeconds(3)),
                    Optional.of(Duration.ofMillis(7)),
                    Optional.of(Duration.ofSeconds(-1)),
                    Optional.of("The database was away")));

    assertThat(answer).isEqualTo(Answer.HEARD);
    assertThat(beat(node)).isEqualTo(beat + 1);
    Node seen = seen(node);
    assertThat(seen.state()).isEqualTo(NodeState.DRAINING);
    assertThat(seen.lastBeatAt()).isAfter(seen.startedAt());
    PollTimer timer = seen.timer();
    assertThat(timer.lastPollAt().orElseThrow())
        .isCloseTo(seen.lastBeatAt().minusSeconds(3), within(1, ChronoUnit.SECONDS));
    assertThat(timer.nextPollAt().orElseThrow())
        .isCloseTo(seen.lastBeatAt().minusSeconds(1), within(1, ChronoUnit.SECONDS));
    assertThat(timer.lastPollTook()).contains(Duration.ofMillis(7));
    assertThat(timer.lastError()).contains("The database was away");
    assertThat(timer.suspended()).isFalse();
  }

  @Test
  void aTimerThatHasNotTickedForThreeIntervalsIsShownAsSuspended() throws Exception {
    TestNode node = node("a");

    beatWithTimerDueIn(node, Duration.ofSeconds(-5));
    assertThat(seen(node).timer().suspended()).isTrue();
    assertThat(seen(node).timer().nextPollAt()).isEmpty();

    beatWithTimerDueIn(node, Duration.ofSeconds(-3));
    assertThat(seen(node).timer().suspended()).isFalse();
    assertThat(seen(node).timer().nextPollAt()).isPresent();
  }

  private static void beatWithTimerDueIn(TestNode node, Duration untilNext) throws Exception {
    node.beats()
        .beat(
            node.id(),
            false,
            new TimerReport(
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(Duration.ofMillis(7)),
                Optional.of(untilNext),
                Optional.empty()));
  }

  @Test
  void aNameThatALivingNodeHasGetsANumber() throws Exception {
    TestNode first = node("host");
    TestNode second = node("host");
    TestNode third = node("host");
    assertThat(List.of(first.name(), second.name(), third.name()))
        .containsExactly("host", "host-2", "host-3");

    second.beats().leave(second.id());

    assertThat(node("host").name()).isEqualTo("host-2");
  }

  @Test
  void aNumberedNameStillFits() throws Exception {
    String longest = "n".repeat(100);
    node(longest);

    assertThat(node(longest).name()).isEqualTo("n".repeat(98) + "-2");
  }

  @Test
  void aNodeOfTheSameHomeTakesOverItsNameAndWhatItRan() throws Exception {
    TestNode before = nodeOfHome("host", "home-1");
    TestNode stranger = nodeOfHome("host", "home-2");
    long id = store.create("work");
    before.claimOne("work");

    TestNode after = nodeOfHome("host", "home-1");

    assertThat(after.name()).isEqualTo("host");
    assertThat(seen(before).state()).isEqualTo(NodeState.DEAD);
    assertThat(before.beat()).isFalse();
    assertThat(seen(stranger).state()).isEqualTo(NodeState.POLLING);
    assertThat(stranger.name()).isEqualTo("host-2");
    assertThat(after.orphans()).containsExactly(id);
  }

  @Test
  void aNodeWithoutAHomeTakesOverNothing() throws Exception {
    TestNode first = node("host");
    node("host");

    assertThat(seen(first).state()).isEqualTo(NodeState.POLLING);
  }

  @Test
  void aNodeIsDeclaredDeadOnlyIfItsBeatHasNotMoved() throws Exception {
    TestNode node = node("a");
    TestNode observer = node("b");
    long beat = beat(node);
    node.beat();

    assertThat(declareDead(observer, node, beat)).isFalse();
    assertThat(node.beat()).isTrue();

    assertThat(declareDead(observer, node, beat(node))).isTrue();
    assertThat(seen(node).state()).isEqualTo(NodeState.DEAD);
    assertThat(declareDead(observer, node, beat(node))).isFalse();
    assertThat(node.beat()).isFalse();
    node.beats().leave(node.id());
    assertThat(seen(node).state()).isEqualTo(NodeState.DEAD);
  }

  @Test
  void aNodeThatLeftNeitherBeatsNorDies() throws Exception {
    TestNode node = node("a");
    node.beats().leave(node.id());

    assertThat(seen(node).state()).isEqualTo(NodeState.STOPPED);
    assertThat(node.beat()).isFalse();
    assertThat(declareDead(node("b"), node, beat(node))).isFalse();
  }

  @Test
  void whatRunsForNodesThatAreGoneAreOrphans() throws Exception {
    TestNode dead = node("dead");
    TestNode stopped = node("stopped");
    TestNode alive = node("alive");
    List<Long> ids = store.create("work", 4);
    dead.claim(2, "work");
    stopped.claim(1, "work");
    alive.claim(1, "work");
    assertThat(alive.orphans()).isEmpty();

    declareDead(alive, dead, beat(dead));
    stopped.beats().leave(stopped.id());

    assertThat(alive.orphans()).containsExactlyInAnyOrderElementsOf(ids.subList(0, 3));
    alive.settle(ids.get(0), Ends::interrupted);
    assertThat(alive.orphans()).containsExactlyInAnyOrder(ids.get(1), ids.get(2));
    assertThat(alive.claimedIds(9, "work")).containsExactly(ids.get(0));
  }

  @Test
  void theNumberOfItsRunsIsShown() throws Exception {
    TestNode node = node("a");
    store.create("work", 3);
    node.claim(2, "work");

    assertThat(seen(node).running()).isEqualTo(2);
  }

  private static boolean declareDead(TestNode observer, TestNode node, long beat) throws Exception {
    return observer.inGate(gate -> gate.deadNodes().declare(node.id(), beat));
  }

  private long beat(TestNode node) throws Exception {
    return store.number("SELECT beat FROM execution_node WHERE id = ?", node.id());
  }

  private Node seen(TestNode node) {
    return store.cluster.nodes(NodeFilter.ALL).stream()
        .filter(one -> one.id() == node.id())
        .findFirst()
        .orElseThrow();
  }
}
