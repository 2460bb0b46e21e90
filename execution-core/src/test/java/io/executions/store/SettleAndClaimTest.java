package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.QueueSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that have completed and those that follow them are recorded by one statement. */
class SettleAndClaimTest extends StoreContract {
  @Test
  void someCompleteAndOthersTakeTheirPlaces() throws Exception {
    TestNode node = node("a");
    store.create("work", 5);
    List<Long> ran = node.claimedIds(2, "work");

    List<ClaimedExecution> claimed =
        node.inGate(
            gate -> {
              assertThat(defer(gate, ran, 2)).isTrue();
              assertThat(gate.settledWithClaim()).containsExactlyElementsOf(ran);
              return node.claim(gate, 2, "work");
            });

    assertThat(claimed).hasSize(2);
    for (long id : ran) {
      Execution completed = store.find(id);
      assertThat(completed.status()).isEqualTo(ExecutionStatus.COMPLETED);
      assertThat(completed.revision()).isEqualTo(3);
      assertThat(completed.attempt()).isEqualTo(1);
      assertThat(completed.node()).contains("a");
      assertThat(completed.finishedAt().orElseThrow())
          .isAfterOrEqualTo(completed.startedAt().orElseThrow());
    }
    for (ClaimedExecution each : claimed) {
      Execution running = store.find(each.id());
      assertThat(running.status()).isEqualTo(ExecutionStatus.RUNNING);
      assertThat(running.revision()).isEqualTo(2).isEqualTo(each.revision());
      assertThat(running.attempt()).isEqualTo(1).isEqualTo(each.attempt());
      assertThat(running.node()).contains("a");
      assertThat(running.startedAt().orElseThrow()).isAfterOrEqualTo(running.createdAt());
      assertThat(running.finishedAt()).isEmpty();
      assertThat(node.runningRow(each.id()).nodeId()).isEqualTo(node.id());
    }
    assertThat(store.figures.stats().completed()).isEqualTo(2);
    assertThat(node.claimedIds(9, "work")).hasSize(1);
  }

  @Test
  void anAttemptThatFollowsOthersKeepsWhatTheyCameTo() throws Exception {
    TestNode node = node("a");
    store.create("work", 2);
    long failing = node.claimedIds(1, "work").get(0);
    node.settle(failing, Ends::released);
    assertThat(node.claimedIds(1, "work")).containsExactly(failing);

    node.inGate(
        gate -> {
          assertThat(defer(gate, List.of(failing), 1)).isTrue();
          return node.claim(gate, 1, "work");
        });

    assertThat(store.find(failing).attempt()).isEqualTo(2);
    assertThat(store.find(failing).errorMessage()).isEmpty();
    assertThat(store.find(failing).status()).isEqualTo(ExecutionStatus.COMPLETED);
  }

  @Test
  void whatNoClaimFollowsIsRecordedAllTheSame() throws Exception {
    TestNode node = node("a");
    store.limit(3);
    store.create("work", 1);
    List<Long> ran = node.claimedIds(1, "work");

    List<Move> moves =
        node.inGate(
            gate -> {
              assertThat(defer(gate, ran, 1)).isTrue();
              assertThat(gate.room()).isEqualTo(3);
              gate.settleWhatWaits();
              return gate.moves();
            });

    assertThat(moves).extracting(Move::to).containsExactly(ExecutionStatus.COMPLETED);
    assertThat(store.find(ran.get(0)).status()).isEqualTo(ExecutionStatus.COMPLETED);
  }

  @Test
  void whatHasAnOutputOrEndsOtherwiseIsRecordedByItself() throws Exception {
    TestNode node = node("a");
    store.create("work", 2);
    List<Long> ran = node.claimedIds(1, "work");

    boolean taken =
        node.inGate(
            gate -> {
              RunningRow row = gate.lock(ran).running().get(0);
              boolean any = gate.settleWithClaim(List.of(Ends.completed(row)), 1);
              any |= gate.settleWithClaim(List.of(Ends.failed(row)), 1);
              any |= gate.settleWithClaim(List.of(Ends.retried(row, Duration.ZERO)), 1);
              return any || gate.settleWithClaim(List.of(), 1);
            });

    assertThat(taken).isFalse();
    assertThat(store.find(ran.get(0)).status()).isEqualTo(ExecutionStatus.RUNNING);
  }

  @Test
  void whatEndsLeavesItsRoomInTheQueueToWhatIsClaimedWithIt() throws Exception {
    TestNode node = node("a");
    store.queues.set("default", QueueSettings.DEFAULTS.withMaxConcurrent(2));
    store.create("work", 7);
    List<Long> ran = node.claimedIds(9, "work");
    assertThat(ran).hasSize(2);

    List<ClaimedExecution> claimed =
        node.inGate(
            gate -> {
              assertThat(defer(gate, ran, 2)).isTrue();
              List<ClaimedExecution> next = node.claim(gate, 9, "work");
              assertThat(gate.settledWithClaim()).isEmpty();
              assertThat(node.claim(gate, 9, "work")).isEmpty();
              return next;
            });

    assertThat(claimed).hasSize(2);
    assertThat(node.claim(9, "work")).isEmpty();
    assertThat(store.queues.find("default").orElseThrow().running()).isEqualTo(2);
  }

  @Test
  void whatIsRecordedByItselfAfterAllLeavesItsRoomOnce() throws Exception {
    TestNode node = node("a");
    store.queues.set("default", QueueSettings.DEFAULTS.withMaxConcurrent(2));
    store.create("work", 7);
    List<Long> ran = node.claimedIds(9, "work");

    List<ClaimedExecution> claimed =
        node.inGate(
            gate -> {
              assertThat(node.claim(gate, 9, "work")).isEmpty();
              assertThat(defer(gate, ran.subList(0, 1), 1)).isTrue();
              gate.settleWhatWaits();
              return node.claim(gate, 9, "work");
            });

    assertThat(claimed).hasSize(1);
    assertThat(store.queues.find("default").orElseThrow().running()).isEqualTo(2);
  }

  @Test
  void whatHasAKeyIsRecordedByItselfWhereQueuesAreSet() throws Exception {
    TestNode node = node("a");
    store.create(NewExecution.of("work").withConcurrencyKey("k"));
    List<Long> ran = node.claimedIds(1, "work");
    store.queues.set("default", QueueSettings.DEFAULTS.withMaxConcurrentPerKey(1));

    boolean taken = node.inGate(gate -> defer(gate, ran, 1));

    assertThat(taken).isFalse();
  }

  private static boolean defer(Gate gate, List<Long> ids, int claims) throws SQLException {
    List<Settlement> ends = new ArrayList<>();
    gate.lock(ids).running().forEach(row -> ends.add(Settlement.completed(row, null)));
    return gate.settleWithClaim(ends, claims);
  }
}
