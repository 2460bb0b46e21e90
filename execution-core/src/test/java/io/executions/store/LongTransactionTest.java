package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.SettingsChange;
import io.executions.api.port.IdempotencyKeys.Creation;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A caller creates executions early in a transaction that it keeps open for long. */
class LongTransactionTest extends StoreContract {
  /** More than one block of ids. */
  private static final int MANY = 120;

  @Test
  void stallsNeitherTheEngineNorOtherCallers() throws Exception {
    TestNode node = node("a", "work");
    long before = store.create("work");

    List<Long> created =
        store.call(
            () -> {
              List<Long> ids = createMany("long-key");
              everythingElseGoesOn(node, before);
              return ids;
            });

    assertThat(node.claimedIds(MANY, "work")).hasSize(MANY).containsAll(created.subList(0, 10));
  }

  private void everythingElseGoesOn(TestNode node, long before) {
    try {
      assertThat(node.look("work").due()).isTrue();
      assertThat(node.claimedIds(9, "work")).containsExactly(before);
      node.settle(before, Ends::completed);
      assertThat(node.beat()).isTrue();
      assertThat(node.sweep()).isFalse();
      store.cluster.change(
          new SettingsChange(Optional.of(500), Optional.empty(), Optional.empty()));
      long other = store.call(() -> createMany("other-key")).get(0);
      Execution cancelled = store.call(() -> store.moves.cancel(other, "a person")).execution();
      assertThat(cancelled.status()).isEqualTo(ExecutionStatus.CANCELLED);
      store.call(() -> store.moves.retry(other, "a person"));
      List<Long> claimed = node.claimedIds(MANY, "work");
      assertThat(claimed).hasSize(MANY).contains(other);
      for (long id : claimed) {
        node.settle(id, Ends::completed);
      }
      store.settings(new ClusterSettings(1000, false, Optional.empty()));
    } catch (SQLException e) {
      throw new AssertionError("The open transaction held it up", e);
    }
  }

  private List<Long> createMany(String key) {
    List<Long> ids =
        store.executions.add(
            IntStream.range(0, MANY).mapToObj(i -> NewExecution.of("work")).toList());
    new IdempotencyRows(store.transaction)
        .remember("caller", key, new Creation("0".repeat(64), ids));
    return ids;
  }
}
