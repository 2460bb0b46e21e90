package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.NewExecution;
import io.executions.api.QueueSettings;
import io.executions.api.WaitingKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueClaimTest extends StoreContract {
  private static final QueueSettings SET = QueueSettings.DEFAULTS;

  @Test
  void noMoreOfAQueueRunThanItsLimitSays() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrent(2));
    create("partner", null, 5);
    create("default", null, 3);

    assertThat(queues(node.claim(100, "work")))
        .containsExactlyInAnyOrder("partner", "partner", "default", "default", "default");
    assertThat(node.claim(100, "work")).isEmpty();
    store.queues.set("partner", SET.withMaxConcurrent(3));
    assertThat(queues(node.claim(100, "work"))).containsExactly("partner");
  }

  @Test
  void thoseThatOthersHoldDoNotKeepTheOthersOfAQueueWithLittleRoom() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrent(1));
    List<Long> ids = create("partner", null, 4).stream().map(Execution::id).toList();
    Set<Long> held = Set.copyOf(ids.subList(0, 3));

    List<Due> due =
        node.inGate(
            gate -> gate.pending().due(1, List.of("work"), new QueueTurns(List.of()), held));

    assertThat(due).extracting(Due::id).containsExactly(ids.get(3));
  }

  @Test
  void whatEndsInATransactionLeavesItsRoomToTheNextOne() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrent(1));
    create("partner", null, 2);
    long first = node.claim(5, "work").get(0).id();

    List<ClaimedExecution> next =
        node.inGate(
            gate -> {
              assertThat(node.claim(gate, 5, "work")).isEmpty();
              List<RunningRow> rows = gate.lock(List.of(first)).running();
              gate.settle(List.of(Settlement.completed(rows.get(0), null)));
              return node.claim(gate, 5, "work");
            });

    assertThat(next).hasSize(1);
  }

  @Test
  void aQueueTellsOfWhichKeysTheMostWait() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrentPerKey(1));
    create("partner", "few !", 2);
    create("partner", "most", 3);
    create("partner", "none waits", 1);
    create("other", "of another queue", 9);
    store.queues.set("other", SET.withPaused(true));
    node.claim(100, "work");

    assertThat(store.queues.find("partner").orElseThrow().waitingKeys())
        .containsExactly(new WaitingKey("most", 1, 2), new WaitingKey("few !", 1, 1));
    assertThat(store.queues.list()).allMatch(queue -> queue.waitingKeys().isEmpty());
    assertThat(store.queues.find("default").orElseThrow().waitingKeys()).isEmpty();
  }

  @Test
  void aPausedQueueStartsNothingAndALimitBelowWhatRunsEndsNothing() throws Exception {
    TestNode node = node("a", "work");
    create("partner", null, 5);
    assertThat(node.claim(3, "work")).hasSize(3);

    store.queues.set("partner", SET.withPaused(true));
    assertThat(node.claim(100, "work")).isEmpty();
    store.queues.set("partner", SET.withMaxConcurrent(1));
    assertThat(node.claim(100, "work")).isEmpty();
    assertThat(store.queues.find("partner").orElseThrow().running()).isEqualTo(3);
  }

  @Test
  void aNodeThatServesSomeQueuesClaimsFromThemOnly() throws Exception {
    TestNode node = node("a", "work");
    create("default", null, 2);
    create("one", null, 2);
    create("two", null, 2);

    QueueTurns some = new QueueTurns(List.of("one", "two"));
    assertThat(queues(node.inGate(gate -> node.claim(gate, 100, some, "work"))))
        .containsExactlyInAnyOrder("one", "one", "two", "two");
  }

  @Test
  void noMoreOfAKeyRunThanTheQueueSaysAndTheNextOneFollowsEach() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrentPerKey(1));
    List<Execution> ofKey = create("partner", "k", 3);
    Execution other = create("partner", "k ", 1).get(0);

    List<Long> first = node.claimedIds(100, "work");
    assertThat(first).containsExactlyInAnyOrder(ofKey.get(0).id(), other.id());
    assertThat(store.queues.find("partner").orElseThrow().blocked()).isEqualTo(2);
    assertThat(node.claimedIds(100, "work")).isEmpty();
    node.settle(ofKey.get(0).id(), row -> Settlement.completed(row, null));
    assertThat(node.claimedIds(100, "work")).containsExactly(ofKey.get(1).id());
  }

  @Test
  void keysOfAnyTextFollowEachOther() throws Exception {
    List<String> keys =
        List.of(
            "a",
            "a ",
            "A",
            "\"quoted\"",
            "back\\slash",
            "\ttab\u0001",
            "\u00e4\ud83d\ude00",
            "'",
            "{}",
            "?");
    TestNode node = node("a", "work");
    store.queues.set("default", SET.withMaxConcurrentPerKey(1));
    for (int i = 0; i < 2; i++) {
      keys.forEach(key -> create("default", key, 1));
    }
    assertThat(node.claim(100, "work")).hasSize(keys.size());
    List<Lane> left = keys.stream().map(key -> new Lane("default", key)).toList();
    assertThat(node.<Integer>inGate(gate -> gate.queues().freeFor(left))).isEqualTo(keys.size());
  }

  @Test
  void ofAKeyPriorityComesBeforeTheDueTime() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("default", SET.withMaxConcurrentPerKey(1));
    List<Execution> ofKey = create("default", "k", 3);
    assertThat(node.claim(100, "work")).hasSize(1);
    long urgent =
        store.create(NewExecution.of("work").withConcurrencyKey("k").withPriority(1)).id();
    assertThat(node.claim(100, "work")).isEmpty();

    node.settle(ofKey.get(0).id(), row -> Settlement.completed(row, null));
    assertThat(node.claimedIds(100, "work")).containsExactly(urgent);
  }

  @Test
  void whoIsCancelledInTheLineMakesWayForTheNextOfItsKey() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("default", SET.withMaxConcurrentPerKey(1));
    List<Execution> ofKey = create("default", "k", 3);
    assertThat(node.claim(100, "work")).hasSize(1);
    node.settle(ofKey.get(0).id(), row -> Settlement.completed(row, null));

    store.call(() -> store.moves.cancel(ofKey.get(1).id(), "somebody"));

    assertThat(node.claimedIds(100, "work")).containsExactly(ofKey.get(2).id());
  }

  @Test
  void aHigherLimitOfKeysFreesAsManyAsItHasRoomForAndNoneFreesAll() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("default", SET.withMaxConcurrentPerKey(1));
    create("default", "k", 5);
    create("default", "l", 5);
    assertThat(node.claim(100, "work")).hasSize(2);

    store.queues.set("default", SET.withMaxConcurrentPerKey(3));
    release(node);
    assertThat(node.claim(100, "work")).hasSize(4);
    store.queues.set("default", SET);
    release(node);
    assertThat(node.claim(100, "work")).hasSize(4);
  }

  @Test
  void aKeyWhosePlaceInTheLineIsHeldByATypeOfNobodyIsFreed() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("default", SET.withMaxConcurrentPerKey(1));
    Execution running = create("default", "k", 1).get(0);
    assertThat(node.claim(100, "work")).hasSize(1);
    store.create(NewExecution.of("gone").withConcurrencyKey("k").withPriority(5));
    Execution next = create("default", "k", 1).get(0);
    assertThat(node.claim(100, "work", "gone")).isEmpty();
    node.settle(running.id(), row -> Settlement.completed(row, null));
    assertThat(node.claim(100, "work")).isEmpty();

    node.inGate(gate -> gate.queues().releaseKeys(true));

    assertThat(node.claimedIds(100, "work")).containsExactly(next.id());
  }

  @Test
  void aBlockedOneThatIsRecoveredStaysAheadOfOthersOfItsKey() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("default", SET.withMaxConcurrentPerKey(2));
    List<Execution> ofKey = create("default", "k", 4);
    assertThat(node.claim(100, "work")).hasSize(2);
    store.queues.set("default", SET.withMaxConcurrentPerKey(1));
    node.settle(ofKey.get(1).id(), row -> Settlement.again(row, null));
    assertThat(node.claim(100, "work")).isEmpty();

    node.settle(ofKey.get(0).id(), row -> Settlement.completed(row, null));
    assertThat(node.claimedIds(100, "work")).containsExactly(ofKey.get(1).id());
  }

  private static void release(TestNode node) throws SQLException {
    while (node.inGate(gate -> gate.queues().releaseKeys(false))) {
      // until all keys have been looked at
    }
  }

  private List<Execution> create(String queue, String key, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> store.create(NewExecution.of("work").withQueue(queue).withConcurrencyKey(key)))
        .toList();
  }

  private static List<String> queues(List<ClaimedExecution> claimed) {
    return claimed.stream().map(each -> each.lane().queue()).toList();
  }
}
