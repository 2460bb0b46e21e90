package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.NewExecution;
import io.executions.api.QueueSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk over all keys that have blocked executions. */
class KeyReleaseTest extends StoreContract {
  private static final QueueSettings SET = QueueSettings.DEFAULTS;

  @Test
  void aHigherLimitFreesAsManyBesideWhatStandsInTheLine() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrentPerKey(1));
    create("partner", 6);
    long first = node.claimedIds(100, "work").get(0);
    node.settle(first, row -> Settlement.completed(row, null));

    store.queues.set("partner", SET.withMaxConcurrentPerKey(3));
    walk(node);

    assertThat(node.claim(100, "work")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 50, 150})
  void thoseThatOthersHoldDoNotKeepTheNextOneOfTheirKey(int held) throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrentPerKey(1));
    create("partner", 200);
    long first = node.claimedIds(1000, "work").get(0);
    List<Long> waiting =
        store.sql(
            sql ->
                sql.list(
                    "SELECT id FROM execution WHERE status = 'pending' ORDER BY run_at, id",
                    row -> row.getLong(1)));

    try (Connection others =
        begun(
            "UPDATE execution SET overdue = TRUE WHERE claim_rank = 3 AND id <= ?",
            waiting.get(held - 1))) {
      node.settle(first, row -> Settlement.completed(row, null));
      others.rollback();
    }

    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE claim_rank < 2")).isEqualTo(1);
    assertThat(node.claimedIds(1000, "work")).containsExactly(waiting.get(held));
  }

  @Test
  void manyOfAKeyAreFreedInParts() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrentPerKey(1));
    create("partner", 250);
    assertThat(node.claim(1000, "work")).hasSize(1);

    store.queues.set("partner", SET);
    walk(node);

    assertThat(node.claim(1000, "work")).hasSize(249);
  }

  @Test
  void endsWhereTheLastQueueIsRemovedMeanwhile() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrentPerKey(1));
    store.queues.set("partner", SET.withMaxConcurrentPerKey(2));
    assertThat(node.look("work").releasing()).isTrue();
    store.queues.delete("partner");

    boolean more = node.inGate(gate -> gate.queues().releaseKeys(false));

    assertThat(more).isFalse();
    assertThat(node.look("work").releasing()).isFalse();
  }

  @Test
  void beginsWhereANodeComesBackThatHadDied() throws Exception {
    nodeOfHome("host", "home-1");
    TestNode other = node("other", "work");
    nodeOfHome("host", "home-1");
    assertThat(other.look("work").releasing()).as("where nobody has set a queue").isFalse();
    store.queues.set("partner", SET.withMaxConcurrentPerKey(1));

    nodeOfHome("host", "home-1");

    assertThat(other.look("work").releasing()).isTrue();
  }

  private static void walk(TestNode node) throws SQLException {
    while (node.inGate(gate -> gate.queues().releaseKeys(false))) {
      // until all keys have been looked at
    }
  }

  private void create(String queue, int count) {
    for (int i = 0; i < count; i++) {
      store.create(NewExecution.of("work").withQueue(queue).withConcurrencyKey("k"));
    }
  }
}
