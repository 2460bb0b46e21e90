package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Execution;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionStatus;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has not started by the time that it expires is cancelled. */
class ExpiryTest extends StoreContract {
  private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");
  private static final NewExecution WORK = NewExecution.of("work").withExpiresAt(FAR);

  private TestNode node;

  @BeforeEach
  void aNodeRuns() throws Exception {
    node = node("a");
  }

  @Test
  void whatHasNotStartedIsCancelledWhenItsTimeHasCome() throws Exception {
    Execution waiting = store.create(WORK);
    long other = store.create("work");
    assertThat(waiting.expiresAt()).contains(FAR);
    assertThat(store.find(waiting.id())).isEqualTo(waiting);
    assertThat(node.look("work").expired()).isFalse();
    assertThat(expire()).isEmpty();

    reachTime(waiting.id());

    assertThat(node.look("work").expired()).isTrue();
    assertThat(expire()).containsExactly(waiting.id());
    Execution expired = store.find(waiting.id());
    assertThat(expired.status()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(expired.errorMessage()).contains("Expired");
    assertThat(expired.finishedAt()).isPresent();
    assertThat(expired.cancelledBy()).isEmpty();
    assertThat(store.find(other).status()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(node.look("work").expired()).isFalse();
    assertThat(store.figures.stats().cancelled()).isEqualTo(1);
  }

  @Test
  void whatHasExpiredIsNotClaimedEvenIfNobodyHasCancelledItYet() throws Exception {
    long late = store.create(WORK).id();
    reachTime(late);
    long other = store.create("work");

    assertThat(node.claimedIds(10, "work")).containsExactly(other);
  }

  @Test
  void whatHasStartedDoesNotExpire() throws Exception {
    ClaimedExecution claimed;
    store.create(WORK);
    claimed = node.claimOne("work");
    reachTime(claimed.id());

    assertThat(expire()).isEmpty();
    node.settle(claimed.id(), Ends::interrupted);
    assertThat(expire()).isEmpty();
    assertThat(node.claimedIds(1, "work")).containsExactly(claimed.id());
    assertThat(node.look("work").expired()).isFalse();
  }

  @Test
  void aPersonsRetryClearsIt() throws Exception {
    long id = store.create(WORK).id();
    reachTime(id);
    expire();

    store.call(() -> store.moves.retry(id, "a person"));

    assertThat(store.find(id).expiresAt()).isEmpty();
    assertThat(expire()).isEmpty();
    assertThat(node.claimedIds(1, "work")).containsExactly(id);
  }

  @Test
  void aChangeGivesItAnotherTimeOrNone() throws Exception {
    long id = store.create("work");
    change(id, ExecutionChange.none().withExpiresAt(FAR));
    assertThat(store.find(id).expiresAt()).contains(FAR);
    change(id, ExecutionChange.none().withoutExpiry());
    assertThat(store.find(id).expiresAt()).isEmpty();
    change(id, ExecutionChange.none().withExpiresAt(FAR));
    store.update("UPDATE execution_expiry SET expires_at = 1");
    assertThat(expire()).isEmpty();
    assertThat(store.find(id).status()).isEqualTo(ExecutionStatus.PENDING);
  }

  @Test
  void aChangeLeavesItAfterItsDueTime() {
    long id = store.create(WORK).id();

    assertThatThrownBy(() -> change(id, ExecutionChange.none().withRunAt(FAR)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.faults().get(0).pointer()).isEqualTo("/runAt"));
    assertThatThrownBy(
            () ->
                change(id, ExecutionChange.none().withRunAt(FAR.plusMillis(1)).withExpiresAt(FAR)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.faults().get(0).pointer()).isEqualTo("/expiresAt"));
  }

  @Test
  void manyExpireInPartsOfTheEarliestFirst() throws Exception {
    store.call(() -> store.executions.add(Collections.nCopies(Expiry.MOST + 20, WORK)));
    store.update("UPDATE execution SET expires_at = 1");
    store.update("UPDATE execution_expiry SET expires_at = 1");

    assertThat(expire()).hasSize(Expiry.MOST);
    assertThat(expire()).hasSize(20);
    assertThat(store.number("SELECT COUNT(*) FROM execution_expiry")).isZero();
  }

  private void reachTime(long id) throws SQLException {
    store.update("UPDATE execution SET expires_at = 1 WHERE id = ?", id);
    store.update("UPDATE execution_expiry SET expires_at = 1 WHERE id = ?", id);
  }

  private void change(long id, ExecutionChange change) {
    store.call(() -> store.changes.change(id, change, Set.of(), "a person"));
  }

  /** Does what a gate transaction does, and returns who was cancelled. */
  private Set<Long> expire() throws SQLException {
    return node.inGate(
        gate -> {
          List<Expiry.Row> reached = gate.expiry().reached();
          List<Long> holding =
              reached.stream().filter(Expiry.Row::holds).map(Expiry.Row::id).sorted().toList();
          Set<Long> expired = holding.isEmpty() ? Set.of() : gate.expire(holding);
          gate.expiry().forget(reached);
          return expired;
        });
  }
}
