package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.BulkVerb;
import io.executions.api.CreationResult;
import io.executions.api.CreationResults;
import io.executions.api.DuplicateExecutionException;
import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.OnDuplicate;
import io.executions.api.Unique;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Unique keys: one execution of a type has a key. */
class UniqueTest extends UniqueContract {
  private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

  @Test
  void anUnfinishedExecutionIsFoundByItsKeyInsteadOfAnotherOneBeingCreated() throws Exception {
    CreationResult first = create(WORK);
    assertThat(first.existing()).isFalse();
    assertThat(first.execution().uniqueKey()).contains("Rechnung 7 ");
    assertThat(store.find(first.execution().id())).isEqualTo(first.execution());

    assertThat(create(WORK.withPriority(3)))
        .isEqualTo(new CreationResult(first.execution(), true, false));
    node.claimedIds(1, "work");
    CreationResult whileItRuns = create(WORK);
    assertThat(whileItRuns.existing()).isTrue();
    assertThat(whileItRuns.execution().status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(1);
  }

  @Test
  void keysOfOtherTypesAndOtherBytesAreOthers() throws SQLException {
    create(WORK);

    for (String key : List.of("Rechnung 7", "rechnung 7 ", "Rechnung 7  ")) {
      assertThat(create(WORK.withUnique(Unique.whileUnfinished(key))).existing()).isFalse();
    }
    assertThat(create(NewExecution.of("mail").withUnique(KEY)).existing()).isFalse();
    store.create("work");
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(6);
  }

  @Test
  void aKeyIsFreeOnceItsExecutionHasEnded() {
    long first = create(WORK).execution().id();
    cancel(first);

    CreationResult second = create(WORK);

    assertThat(second.existing()).isFalse();
    assertThat(second.execution().id()).isNotEqualTo(first);
    assertThat(create(WORK).execution().id()).isEqualTo(second.execution().id());
  }

  @Test
  void aKeyForATimeIsTakenUntilThenWhateverBecomesOfItsExecution() throws SQLException {
    NewExecution daily = WORK.withUnique(Unique.during(Duration.ofDays(1), "today"));
    long first = create(daily).execution().id();
    cancel(first);
    assertThat(create(daily).execution().id()).isEqualTo(first);

    store.update("UPDATE execution_unique SET held_until = ?", store.now());

    CreationResult second = create(daily);
    assertThat(second.existing()).isFalse();
    assertThat(create(daily).execution().id()).isEqualTo(second.execution().id());
  }

  @Test
  void aKeyGoesWithItsExecution() throws SQLException {
    NewExecution daily = WORK.withUnique(Unique.during(Duration.ofDays(1), "today"));
    long first = create(daily).execution().id();
    cancel(first);
    store.call(() -> store.changes.delete(first));

    assertThat(store.number("SELECT COUNT(*) FROM execution_unique")).isZero();
    assertThat(create(daily).existing()).isFalse();
  }

  @Test
  void aKeyWhoseExecutionSomebodyHasRemovedByHandIsFree() throws SQLException {
    NewExecution daily = WORK.withUnique(Unique.during(Duration.ofDays(1), "today"));
    create(daily);
    store.update("DELETE FROM execution");

    assertThat(create(daily).existing()).isFalse();
  }

  @Test
  void aRejectedOneNamesTheOneThatHasTheKey() throws SQLException {
    long first = create(WORK).execution().id();

    assertThatThrownBy(() -> create(WORK.withUnique(KEY.orElse(OnDuplicate.REJECT))))
        .isInstanceOfSatisfying(
            DuplicateExecutionException.class, e -> assertThat(e.existingId()).isEqualTo(first));
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(1);
  }

  @Test
  void aReplacementGivesAPendingOneItsInputPriorityAndDueTime() throws Exception {
    Execution first = create(WORK.withRunAt(FAR)).execution();
    JsonValue input = Json.createValue("Grüße");
    NewExecution other =
        WORK.withInput(input).withPriority(9).withUnique(KEY.orElse(OnDuplicate.REPLACE));

    UniqueExecutions.One made = replayed(() -> store.unique.add(other));

    assertThat(made.result().replaced()).isTrue();
    assertThat(made.result().existing()).isFalse();
    Execution replaced = store.find(first.id());
    assertThat(made.result().execution()).isEqualTo(replaced);
    assertThat(replaced.input()).isEqualTo(input);
    assertThat(replaced.priority()).isEqualTo(9);
    assertThat(replaced.revision()).isEqualTo(2);
    assertThat(made.moves()).extracting(Move::to).containsExactly(ExecutionStatus.PENDING);
    assertThat(node.claimedIds(1, "work")).containsExactly(first.id());
    assertThat(create(other)).satisfies(again -> assertThat(again.existing()).isTrue());
    assertThat(store.find(first.id()).revision()).isEqualTo(3);
  }

  @Test
  void aReplacementLeavesOneThatHasEndedAndHasItsKeyForATime() {
    NewExecution daily =
        WORK.withUnique(Unique.during(Duration.ofDays(1), "today").orElse(OnDuplicate.REPLACE));
    long first = create(daily).execution().id();
    cancel(first);

    CreationResult second = create(daily.withPriority(5));

    assertThat(second.existing()).isTrue();
    assertThat(second.execution().id()).isEqualTo(first);
    assertThat(createAll(List.of(NewExecution.of("work"), daily)).existing()).containsExactly(1);
  }

  @Test
  void aReplacementTakesTheExpiryOfTheCreation() {
    NewExecution debounced = WORK.withUnique(KEY.orElse(OnDuplicate.REPLACE));
    long first =
        create(debounced.withRunAt(FAR).withExpiresAt(FAR.plusSeconds(30))).execution().id();

    create(debounced.withRunAt(FAR.plusSeconds(60)).withExpiresAt(FAR.plusSeconds(90)));
    assertThat(store.find(first).expiresAt()).contains(FAR.plusSeconds(90));
    create(debounced.withRunAt(FAR.plusSeconds(60)));
    assertThat(store.find(first).expiresAt()).isEmpty();
  }

  @Test
  void aKeyHasAsManyCharactersAsAreAllowedWhateverTheyAre() {
    NewExecution rockets =
        WORK.withUnique(Unique.whileUnfinished("\uD83D\uDE80".repeat(Unique.LONGEST_KEY)));

    assertThat(create(rockets).existing()).isFalse();
    assertThat(create(rockets).existing()).isTrue();
  }

  @Test
  void aBatchTakesOneOfThoseWithTheSameKeyAndNamesTheOthers() {
    long first = create(WORK).execution().id();
    NewExecution other = WORK.withUnique(Unique.whileUnfinished("other"));
    NewExecution latest =
        other.withPriority(5).withUnique(other.unique().orElse(OnDuplicate.REPLACE));

    CreationResults results =
        createAll(List.of(NewExecution.of("work"), other, WORK, other, latest));

    assertThat(results.existing()).containsExactly(2, 3, 4);
    assertThat(results.ids().get(2)).isEqualTo(first);
    assertThat(results.ids().subList(3, 5)).containsOnly(results.ids().get(1));
    assertThat(store.find(results.ids().get(1)).priority()).isEqualTo(5);
  }

  @Test
  void aBatchIsRefusedWithAllThatItRejects() throws SQLException {
    long first = create(WORK).execution().id();
    NewExecution rejecting = WORK.withUnique(KEY.orElse(OnDuplicate.REJECT));
    NewExecution twice =
        WORK.withUnique(Unique.whileUnfinished("twice").orElse(OnDuplicate.REJECT));

    assertThatThrownBy(() -> createAll(List.of(NewExecution.of("work"), twice, rejecting, twice)))
        .isInstanceOfSatisfying(
            DuplicateExecutionException.class,
            e -> {
              assertThat(e.existingId()).isEqualTo(first);
              assertThat(e.faults())
                  .extracting(fault -> fault.pointer() + " " + fault.detail())
                  .containsExactly(
                      "/items/2/uniqueKey is the key of execution " + first,
                      "/items/3/uniqueKey is that of /items/1");
            });
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(1);
    assertThat(store.number("SELECT COUNT(*) FROM execution_unique")).isEqualTo(1);
  }

  @Test
  void aBatchThatIsRefusedNamesTheExecutionOfTheFirstOneInItThatSomeExecutionKeepsOut() {
    NewExecution early = WORK.withUnique(Unique.whileUnfinished("a").orElse(OnDuplicate.REJECT));
    NewExecution late = WORK.withUnique(Unique.whileUnfinished("b").orElse(OnDuplicate.REJECT));
    NewExecution twice = WORK.withUnique(Unique.whileUnfinished("c").orElse(OnDuplicate.REJECT));
    create(early);
    long ofLate = create(late).execution().id();

    assertThatThrownBy(() -> createAll(List.of(twice, twice, late, early)))
        .isInstanceOfSatisfying(
            DuplicateExecutionException.class, e -> assertThat(e.existingId()).isEqualTo(ofLate));
  }

  @Test
  void aRetryTakesTheKeyAgainUnlessAnotherOneHasIt() {
    long first = create(WORK).execution().id();
    cancel(first);
    retry(first);
    assertThat(create(WORK).execution().id()).isEqualTo(first);
    cancel(first);
    long second = create(WORK).execution().id();

    assertThatThrownBy(() -> retry(first))
        .isInstanceOfSatisfying(
            DuplicateExecutionException.class, e -> assertThat(e.existingId()).isEqualTo(second));
    assertThat(store.find(first).status()).isEqualTo(ExecutionStatus.CANCELLED);
    cancel(second);
    retry(first);
    assertThat(create(WORK).execution().id()).isEqualTo(first);
  }

  @Test
  void aBulkRetryPassesByThoseWhoseKeyAnotherOneHas() throws SQLException {
    long first = create(WORK).execution().id();
    cancel(first);
    long second = create(WORK).execution().id();
    cancel(second);
    long alone = store.create("work");
    cancel(alone);

    var bulk = finish(ask(BulkVerb.RETRY, List.of(first, second, alone)), 10);

    assertThat(bulk.done()).isEqualTo(2);
    assertThat(bulk.skipped()).isEqualTo(1);
    assertThat(store.find(alone).status()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE status = 'pending'"))
        .isEqualTo(2);
  }

  private CreationResults createAll(List<NewExecution> executions) {
    return replayed(() -> store.unique.add(executions)).results();
  }
}
