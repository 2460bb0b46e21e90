package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.NewExecution;
import io.executions.api.QueueSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In which order the executions of several queues are claimed. */
class QueueTurnsTest extends StoreContract {
  private static final QueueSettings SET = QueueSettings.DEFAULTS;

  private final QueueTurns turns = new QueueTurns(List.of());

  @Test
  void queuesTakeTurnsAmongEqualsAndPriorityComesBeforeTurns() throws Exception {
    TestNode node = node("a", "work");
    create("flood", null, 20);
    create("one", null, 3);
    create("two", null, 3);
    long first = store.create(NewExecution.of("work").withQueue("flood").withPriority(5)).id();

    List<ClaimedExecution> claimed = inTurn(node, 4);
    assertThat(claimed.get(0).id()).isEqualTo(first);
    assertThat(queues(claimed)).containsExactly("flood", "flood", "one", "two");
    assertThat(
            queues(inTurn(node, 1)).get(0)
                + queues(inTurn(node, 1)).get(0)
                + queues(inTurn(node, 1)).get(0))
        .isEqualTo("floodonetwo");
  }

  @Test
  void theFirstOfManyQueuesComeInTurnWhateverStandsBehindThem() throws Exception {
    TestNode node = node("a", "work");
    for (String queue : List.of("a", "b", "c", "d", "e")) {
      create(queue, null, 3);
    }
    store.create(NewExecution.of("work").withQueue("d").withPriority(5));

    assertThat(queues(inTurn(node, 3))).containsExactly("d", "a", "b");
    assertThat(queues(inTurn(node, 3))).containsExactly("c", "e", "d");
    assertThat(queues(inTurn(node, 10)))
        .containsExactly("a", "b", "c", "e", "d", "a", "b", "c", "e", "d");
  }

  @Test
  void ofTwoTypesOfAQueueTheOldestComeFirstHoweverFewAreClaimed() throws Exception {
    TestNode node = node("a", "one", "two");
    store.queues.set("default", SET.withMaxConcurrent(100));
    IntStream.range(0, 30).forEach(i -> store.create("one"));
    IntStream.range(0, 10).forEach(i -> store.create("two"));

    for (int most : List.of(8, 3, 1)) {
      List<ClaimedExecution> claimed =
          node.inGate(gate -> node.claim(gate, most, turns, "one", "two"));
      assertThat(claimed).hasSize(most).allMatch(each -> each.type().equals("one"));
    }
  }

  @Test
  void queuesTakeTurnsHoweverManyTypesOneHasAndWhetherItsKeysTakeTurns() throws Exception {
    TestNode node = node("a", "one", "two", "three");
    store.queues.set("fair", SET.withFair(true));
    for (String type : List.of("one", "two", "three")) {
      IntStream.range(0, 20).forEach(i -> store.create(NewExecution.of(type).withQueue("several")));
    }
    for (String queue : List.of("fair", "single")) {
      IntStream.range(0, 20).forEach(i -> store.create(NewExecution.of("one").withQueue(queue)));
    }
    List<Due> first =
        node.inGate(
            gate ->
                gate.pending().dueAndMore(3, 30, List.of("one", "two", "three"), turns, Set.of()));

    List<String> queues = first.stream().map(Due::queue).toList();
    assertThat(queues).hasSizeGreaterThanOrEqualTo(3);
    for (int i = 0; i < queues.size(); i++) {
      assertThat(queues.get(i)).isEqualTo(List.of("fair", "several", "single").get(i % 3));
    }
  }

  private List<ClaimedExecution> inTurn(TestNode node, int most) throws SQLException {
    return node.inGate(gate -> node.claim(gate, most, turns, "work"));
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
