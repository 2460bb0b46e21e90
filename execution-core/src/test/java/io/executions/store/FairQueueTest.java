package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionChange;
import io.executions.api.NewExecution;
import io.executions.api.QueueSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Queues whose keys take turns. */
class FairQueueTest extends StoreContract {
  private static final String QUEUE = "partner";
  private static final QueueSettings FAIR = QueueSettings.DEFAULTS.withFair(true);
  private static final String NONE = "no key";

  private final Map<Long, String> keys = new HashMap<>();

  @Test
  void oneKeyWithManyDelaysTheFirstOneOfAnotherByTheNumberOfActiveKeysAtMost() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set(QUEUE, FAIR);
    create("flood", 200);
    create("river", 100);
    claimed(node, 7, 1);
    create("drop", 1);

    assertThat(claimed(node, 3, 1)).contains("drop");
  }

  @Test
  void keysTakeTurnsHoweverManyAreClaimedAtOnceAndByWhichNode() throws Exception {
    TestNode one = node("one", "work");
    TestNode two = node("two", "work");
    store.queues.set(QUEUE, FAIR);
    create("c", 100);
    create("a", 100);
    create("b", 2);

    List<String> order = new ArrayList<>(claimed(one, 1, 2));
    order.addAll(claimed(two, 1, 3));
    order.addAll(claimed(one, 2, 1));
    order.addAll(claimed(two, 1, 4));

    assertThat(String.join("", order)).isEqualTo("abcabcacaca");
  }

  @Test
  void moreKeysThanSlotsAreAllReachedBeforeAnyComesTwice() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set(QUEUE, FAIR);
    for (int key = 0; key < 40; key++) {
      create("key %03d".formatted(key), 1 + 70 * (key % 2));
    }

    List<String> first = claimed(node, 2, 20);

    assertThat(new HashSet<>(first)).hasSize(40);
    assertThat(claimed(node, 1, 50)).allMatch(key -> Integer.parseInt(key.substring(4)) % 2 == 1);
  }

  @Test
  void priorityComesBeforeTurnsAndEachPriorityHasTurnsOfItsOwn() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set(QUEUE, FAIR);
    create("a", 3);
    create("b", 3);
    create("c", 3);
    assertThat(claimed(node, 1, 1)).containsExactly("a");
    keep(store.create(of("b").withPriority(5)), "urgent b");
    keep(store.create(of("c").withPriority(5)), "urgent c");

    assertThat(claimed(node, 4, 1)).containsExactly("urgent b", "urgent c", "b", "c");
  }

  @Test
  void thoseWithoutAKeyTakeOneTurnTogether() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set(QUEUE, FAIR);
    create(null, 5);
    create("a", 5);
    create("b", 5);

    assertThat(claimed(node, 6, 1)).containsExactly("a", "b", NONE, "a", "b", NONE);
  }

  @Test
  void typesOfOneQueueShareTheTurns() throws Exception {
    TestNode node = node("a", "work", "other");
    store.queues.set(QUEUE, FAIR);
    create("a", 4);
    for (int i = 0; i < 4; i++) {
      keep(store.create(of("other", "a")), "a");
      keep(store.create(of("other", "b")), "b");
    }

    List<String> order = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      node.claim(1, "work", "other").forEach(each -> order.add(keys.get(each.id())));
    }

    assertThat(order).containsExactly("a", "b", "a", "b");
  }

  @Test
  void whatWasCreatedBeforeTheQueueWasFairTakesItsPlaceWhenAClaimMeetsIt() throws Exception {
    TestNode node = node("a", "work");
    create("flood", 60);
    create("drop", 2);
    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE turn_key = ''")).isEqualTo(62);
    store.queues.set(QUEUE, FAIR);
    assertThat(claimed(node, 1, 100)).isEmpty();

    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE turn_key = ''")).isZero();
    assertThat(claimed(node, 5, 1)).containsExactly("drop", "flood", "drop", "flood", "flood");
  }

  @Test
  void aQueueWithRoomForOneGoesOnWhileOldOnesTakeTheirPlaces() throws Exception {
    TestNode node = node("a", "work");
    create("flood", 20);
    create("drop", 2);
    store.queues.set(QUEUE, FAIR.withMaxConcurrent(1));

    int idle = 0;
    for (int left = 22; left > 0; ) {
      List<Long> claimed = node.claimedIds(9, "work");
      idle = claimed.isEmpty() ? idle + 1 : 0;
      assertThat(idle).isLessThan(2);
      for (long id : claimed) {
        node.settle(id, row -> Settlement.completed(row, null));
        left--;
      }
    }
  }

  @Test
  void whoHandlesOtherTypesMakesNobodyBeginAnew() throws Exception {
    TestNode one = node("one", "work");
    TestNode two = node("two", "other");
    store.queues.set(QUEUE, FAIR);
    create("a", 3);
    create("c", 3);
    for (String key : List.of("b", "d", "b", "d", "b", "d")) {
      keep(store.create(of("other", key)), key);
    }

    List<String> order = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      order.addAll(claimed(one, 1, 1));
      two.claim(1, "other").forEach(each -> order.add(keys.get(each.id())));
    }

    assertThat(String.join("", order)).isEqualTo("abcdabcd");
  }

  @Test
  void whatTookTurnsIsClaimedAlsoWhenTheQueueIsFairNoMore() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set(QUEUE, FAIR);
    create("a", 10);
    create("b", 10);
    store.queues.set(QUEUE, QueueSettings.DEFAULTS);
    create("c", 10);

    List<String> order = claimed(node, 30, 1);

    assertThat(order).hasSize(30);
    assertThat(Collections.frequency(order.subList(0, 9), "c")).isEqualTo(3);
  }

  @Test
  void whatWaitsForOthersOfItsKeyTakesATurnWhenItIsFree() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set(QUEUE, FAIR.withMaxConcurrentPerKey(1));
    create("a", 3);
    create("b", 3);
    Set<String> first = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      first.addAll(claimed(node, 1, 10));
    }
    assertThat(first).containsExactlyInAnyOrder("a", "b");
    assertThat(store.queues.find(QUEUE).orElseThrow().running()).isEqualTo(2);

    for (int round = 0; round < 2; round++) {
      for (long id :
          store.sql(
              sql ->
                  sql.list(
                      "SELECT id FROM execution WHERE status = 'running'",
                      row -> row.getLong(1)))) {
        node.settle(id, row -> Settlement.completed(row, null));
      }
      assertThat(claimed(node, 3, 10)).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void whatIsMovedToAnotherQueueTakesTurnsThere() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set(QUEUE, FAIR);
    store.queues.set("other", FAIR);
    List<Execution> some = create("a", 3);
    for (Execution each : some) {
      ExecutionChange change = ExecutionChange.none().withQueue("other");
      store.call(() -> store.changes.change(each.id(), change, Set.of(), "a person"));
    }
    keep(store.create(of("b").withQueue("other")), "b");

    List<String> order = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      order.addAll(claimed(node, 1, 1));
    }

    assertThat(order).hasSize(4);
    assertThat(order.subList(0, 2)).contains("b");
  }

  @Test
  void thoseThatOthersHoldKeepNoneOfTheirKeyWaiting() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set(QUEUE, FAIR.withMaxConcurrent(2));
    List<Execution> some = create("a", 100);
    create("b", 1);
    Set<Long> held = new HashSet<>();
    some.subList(0, 90).forEach(each -> held.add(each.id()));

    List<Due> due =
        node.inGate(
            gate -> gate.pending().due(10, List.of("work"), new QueueTurns(List.of()), held));

    assertThat(due).extracting(each -> keys.get(each.id())).containsExactly("a", "b");
    assertThat(due.get(0).id()).isEqualTo(some.get(90).id());
  }

  private List<Execution> create(String key, int count) throws Exception {
    List<Execution> created = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Execution execution = store.create(of(key));
      keep(execution, key == null ? NONE : key);
      created.add(execution);
    }
    return created;
  }

  private void keep(Execution execution, String key) {
    keys.put(execution.id(), key);
  }

  private static NewExecution of(String key) {
    return of("work", key);
  }

  private static NewExecution of(String type, String key) {
    NewExecution execution = NewExecution.of(type).withQueue(QUEUE);
    return key == null ? execution : execution.withConcurrencyKey(key);
  }

  private List<String> claimed(TestNode node, int times, int most) throws Exception {
    List<String> claimed = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      node.claim(most, "work").forEach(each -> claimed.add(keys.get(each.id())));
    }
    return claimed;
  }
}
