package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import jakarta.json.Json;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transactional handler's work, here a row of its own, and its completion. */
class CompletionTest extends StoreContract {
  private TestNode node;
  private ClaimedExecution claimed;

  @BeforeEach
  void oneRuns() throws Exception {
    node = node("a");
    store.create("work");
    claimed = node.claimOne("work");
  }

  @Test
  void theWorkAndTheCompletionCommitTogether() throws Exception {
    workAndComplete(claimed, node.id(), false);

    Execution completed = store.find(claimed.id());
    assertThat(completed.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(completed.output()).contains(Json.createValue("out"));
    assertThat(completed.finishedAt()).isPresent();
    assertThat(completed.node()).contains("a");
    assertThat(store.row(claimed.id())).containsEntry("node_id", null);
    assertThat(store.figures.stats().completed()).isEqualTo(1);
    assertThat(work()).isEqualTo(1);
  }

  @Test
  void theWorkAndTheCompletionRollBackTogether() throws Exception {
    assertThatThrownBy(() -> workAndComplete(claimed, node.id(), true)).hasMessage("too late");

    nothingHappened();
  }

  @Test
  void nothingIsCompletedForAStaleAttempt() throws Exception {
    node.settle(claimed.id(), Ends::interrupted);
    node.claimOne("work");

    assertThatThrownBy(() -> workAndComplete(claimed, node.id(), false)).hasMessage("lost");

    nothingHappened();
  }

  @Test
  void nothingIsCompletedForAnotherNode() throws Exception {
    assertThatThrownBy(() -> workAndComplete(claimed, node.id() + 1, false)).hasMessage("lost");

    nothingHappened();
  }

  @Test
  void nothingIsCompletedTwice() throws Exception {
    workAndComplete(claimed, node.id(), false);

    assertThatThrownBy(() -> workAndComplete(claimed, node.id(), false)).hasMessage("lost");
    assertThat(store.figures.stats().completed()).isEqualTo(1);
    assertThat(work()).isEqualTo(1);
  }

  @Test
  void theEngineSkipsARunWhoseCompletionIsNotCommittedYet() {
    store.call(
        () -> {
          assertThat(store.complete(claimed, node.id(), "1")).isPresent();
          try {
            assertThat(node.unlockedRows(List.of(claimed.id()))).isEmpty();
            assertThat(node.look("work").running()).isEqualTo(1);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          return null;
        });

    assertThat(store.find(claimed.id()).status()).isEqualTo(ExecutionStatus.COMPLETED);
  }

  private void workAndComplete(ClaimedExecution attempt, long nodeId, boolean failsAtTheEnd) {
    store.call(
        () -> {
          store.transaction.sql(
              sql ->
                  sql.update(
                      "INSERT INTO execution_delta (type, status, ended) VALUES ('done', 'x', 1)"));
          if (store.complete(attempt, nodeId, "\"out\"").isEmpty()) {
            throw new IllegalStateException("lost");
          }
          if (failsAtTheEnd) {
            throw new IllegalStateException("too late");
          }
          return null;
        });
  }

  private void nothingHappened() throws Exception {
    assertThat(store.find(claimed.id()).status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(store.figures.stats().completed()).isZero();
    assertThat(work()).isZero();
  }

  private long work() throws Exception {
    return store.number("SELECT COUNT(*) FROM execution_delta WHERE type = 'done'");
  }
}
