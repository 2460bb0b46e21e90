package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.database.Micros;
import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClaimTest extends StoreContract {
  private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

  @Test
  void aClaimMovesToRunningOnThatNode() throws Exception {
    TestNode node = node("a");
    Execution created =
        store.create(
            NewExecution.of("work")
                .withInput(Json.createValue("in"))
                .withTimeout(Duration.ofMillis(1234)));

    ClaimedExecution claimed = node.claimOne("work");

    assertThat(claimed.id()).isEqualTo(created.id());
    assertThat(claimed.attempt()).isEqualTo(1);
    assertThat(claimed.type()).isEqualTo("work");
    assertThat(claimed.input()).isEqualTo("\"in\"");
    assertThat(claimed.timeout()).contains(Duration.ofMillis(1234));
    Execution running = store.find(created.id());
    assertThat(running.status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(running.attempt()).isEqualTo(1);
    assertThat(running.node()).contains("a");
    assertThat(running.startedAt().orElseThrow())
        .isBetween(created.createdAt(), Micros.toInstant(store.now()));
    assertThat(store.row(created.id()))
        .containsEntry("node_id", node.id())
        .containsEntry("claim_rank", null);
  }

  @Test
  void claimsGoByPriorityThenDueTimeThenId() throws Exception {
    TestNode node = node("a");
    NewExecution usual = NewExecution.of("work").withRunAt(PAST);
    long late = store.create(usual.withRunAt(PAST.plusSeconds(1))).id();
    long first = store.create(usual).id();
    long second = store.create(usual).id();
    long urgent = store.create(usual.withPriority(5).withRunAt(PAST.plusSeconds(9))).id();
    long patient = store.create(usual.withPriority(-5).withRunAt(PAST.minusSeconds(9))).id();

    assertThat(node.claimedIds(10, "work")).containsExactly(urgent, first, second, late, patient);
  }

  @Test
  void recoveredOnesComeFirstWhateverTheirPriority() throws Exception {
    TestNode node = node("a");
    long interrupted = store.create(NewExecution.of("work").withPriority(-1000)).id();
    node.claimOne("work");
    node.settle(interrupted, Ends::interrupted);
    long urgent = store.create(NewExecution.of("work").withPriority(1000)).id();

    assertThat(node.claimedIds(1, "work")).containsExactly(interrupted);
    assertThat(node.claimedIds(1, "work")).containsExactly(urgent);
  }

  @Test
  void theOrderHoldsAcrossTypes() throws Exception {
    TestNode node = node("a");
    long low = store.create(NewExecution.of("a").withPriority(1)).id();
    long high = store.create(NewExecution.of("b").withPriority(3)).id();
    long middle = store.create(NewExecution.of("a").withPriority(2)).id();

    assertThat(node.claimedIds(2, "a", "b")).containsExactly(high, middle);
    assertThat(node.claimedIds(2, "a", "b")).containsExactly(low);
  }

  @Test
  void onlyTheGivenTypesAreClaimed() throws Exception {
    TestNode node = node("a");
    long mine = store.create("mine");
    store.create("other");
    store.create("min");

    assertThat(node.claimedIds(10, "mine", "none")).containsExactly(mine);
    assertThat(node.claim(10)).isEmpty();
  }

  @Test
  void neverMoreThanAskedAreClaimed() throws Exception {
    TestNode node = node("a");
    store.create("a", 5);
    store.create("b", 5);

    assertThat(node.claim(0, "a", "b")).isEmpty();
    assertThat(node.claim(-1, "a", "b")).isEmpty();
    assertThat(node.claim(3, "a", "b")).hasSize(3);
    assertThat(node.claim(100, "a", "b")).hasSize(7);
    assertThat(node.claim(100, "a", "b")).isEmpty();
  }

  @Test
  void theAttemptGrowsWithEveryClaimAndIsNeverReset() throws Exception {
    TestNode node = node("a");
    long id = store.create(NewExecution.of("work").withMaxAttempts(10)).id();
    List<Integer> attempts = new ArrayList<>();

    attempts.add(node.claimOne("work").attempt());
    node.settle(id, Ends::released);
    attempts.add(node.claimOne("work").attempt());
    node.settle(id, Ends::interrupted);
    attempts.add(node.claimOne("work").attempt());
    node.settle(id, Ends::failed);
    store.call(() -> store.moves.retry(id, "a person"));
    attempts.add(node.claimOne("work").attempt());
    node.settle(id, Ends::cancelled);
    store.call(() -> store.moves.retry(id, "a person"));
    attempts.add(node.claimOne("work").attempt());

    assertThat(attempts).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void whatIsNotDueIsNotClaimed() throws Exception {
    TestNode node = node("a");
    long id = store.create(NewExecution.of("work").withRunAt(Instant.now().plusSeconds(60))).id();

    promote(node);

    assertThat(node.claim(10, "work")).isEmpty();
    assertThat(store.row(id)).containsEntry("claim_rank", 2L);
  }

  @Test
  void whatHasBecomeDueIsClaimed() throws Exception {
    TestNode node = node("a");
    long id = store.create(NewExecution.of("work").withRunAt(Instant.now().plusSeconds(60))).id();
    ripen(id, store.now() - 1);

    assertThat(node.claim(10, "work")).isEmpty();
    promote(node);

    assertThat(node.claimedIds(10, "work")).containsExactly(id);
  }

  @Test
  void manyThatWaitDoNotKeepBackTheOneThatIsDue() throws Exception {
    TestNode node = node("a");
    NewExecution waiting =
        NewExecution.of("work").withPriority(1000).withRunAt(Instant.now().plusSeconds(3600));
    store.call(() -> store.executions.add(Stream.generate(() -> waiting).limit(200).toList()));
    long promotable = store.create(waiting.withPriority(0)).id();
    ripen(promotable, store.now() - 1);
    long due = store.create(NewExecution.of("work").withPriority(1)).id();

    promote(node);

    assertThat(node.claimedIds(10, "work")).containsExactly(due, promotable);
    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE claim_rank = 2")).isEqualTo(200);
  }

  @Test
  void nothingIsPromotedTwiceAndAllAreInTheEnd() throws Exception {
    TestNode node = node("a");
    NewExecution waiting = NewExecution.of("work").withRunAt(Instant.now().plusSeconds(3600));
    store.call(() -> store.executions.add(Stream.generate(() -> waiting).limit(1500).toList()));
    store.update("UPDATE execution SET run_at = run_at - 7200000000");

    promote(node);
    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE claim_rank = 1")).isEqualTo(1000);
    promote(node);
    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE claim_rank = 1")).isEqualTo(1500);
  }

  private void promote(TestNode node) throws Exception {
    node.inGate(
        gate -> {
          gate.pending()
              .promote(
                  gate.pending().promotable(Promotable.FIRST).stream()
                      .map(Promotable::id)
                      .toList());
          return null;
        });
  }

  /** Lets the due time of a waiting execution come. */
  private void ripen(long id, long runAt) throws Exception {
    store.update("UPDATE execution SET run_at = ? WHERE id = ?", runAt, id);
  }
}
