package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.executions.api.AuditEntry;
import io.executions.api.AuditFilter;
import io.executions.api.Bulk;
import io.executions.api.BulkVerb;
import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.api.IllegalMoveException;
import io.executions.api.NewExecution;
import io.executions.api.NewToken;
import io.executions.api.SettingsChange;
import io.executions.api.port.AccessTokens.TokenConflictException;
import io.executions.api.port.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written down of what people do. */
class AuditTest extends StoreContract {
  private AuditRows audit;

  @BeforeEach
  void act() {
    audit = new AuditRows(store.transaction, store.audit);
    Caller.enter(new Caller("alice", "operator", Optional.of("192.0.2.7")));
  }

  @AfterEach
  void actNoMore() {
    Caller.leave();
  }

  @Test
  void whoMovesAnExecutionIsInItsRowAndInTheAudit() throws Exception {
    long before = store.now();
    long id = store.create("work");
    store.call(() -> store.moves.cancel(id, "the alice token"));
    assertThat(store.find(id).cancelledBy()).contains("alice");
    store.call(() -> store.moves.cancel(id, "the alice token"));
    Caller.enter(new Caller("bob", "admin", Optional.empty()));
    store.call(() -> store.moves.retry(id, "the bob token"));

    Execution execution = store.find(id);
    assertThat(execution.createdBy()).contains("alice");
    assertThat(execution.cancelledBy()).isEmpty();
    assertThat(execution.retriedBy()).contains("bob");
    assertThat(all())
        .extracting(AuditEntry::who, AuditEntry::role, AuditEntry::action, AuditEntry::address)
        .containsExactly(
            tuple("bob", "admin", "retryExecution", Optional.empty()),
            tuple("alice", "operator", "cancelExecution", Optional.of("192.0.2.7")));
    AuditEntry cancelled = all().get(1);
    assertThat(cancelled.target()).isEqualTo(new AuditEntry.Target("execution", Long.toString(id)));
    assertThat(cancelled.before().orElseThrow().toString()).isEqualTo("{\"status\":\"pending\"}");
    assertThat(cancelled.after().orElseThrow().toString()).isEqualTo("{\"status\":\"cancelled\"}");
    assertThat(cancelled.node()).isEqualTo("here");
    assertThat(cancelled.count()).isEmpty();
    assertThat(cancelled.at()).isBetween(instant(before), instant(store.now()));
  }

  @Test
  void whoAsksToCancelWhatRunsIsWrittenDownOnce() throws Exception {
    TestNode node = node("a", "work");
    long id = store.create("work");
    node.claimedIds(1, "work");
    store.call(() -> store.moves.cancel(id, "a person"));
    Caller.enter(new Caller("bob", "operator", Optional.empty()));
    store.call(() -> store.moves.cancel(id, "a person"));

    assertThat(store.find(id).cancelledBy()).contains("alice");
    assertThat(all()).hasSize(1);
    assertThat(all().get(0).after().orElseThrow().toString())
        .isEqualTo("{\"cancelRequested\":true}");
    Execution seen = store.call(() -> store.executions.refresh(List.of(store.find(id)))).get(0);
    assertThat(seen.cancelledBy()).contains("alice");
    assertThat(seen.createdBy()).contains("alice");
  }

  @Test
  void whatChangesNothingIsNotWrittenDown() throws Exception {
    long id = store.create("work");
    TestNode node = node("a");
    assertThatThrownBy(() -> store.call(() -> store.moves.retry(id, "a person")))
        .isInstanceOf(IllegalMoveException.class);
    store.cluster.change(SettingsChange.none());
    store.cluster.change(
        new SettingsChange(Optional.of(1000), Optional.of(false), Optional.empty()));
    store.requests.resume(node.id());

    assertThat(all()).isEmpty();
  }

  @Test
  void ofSettingsOnlyWhatChangedIsTold() {
    store.cluster.change(new SettingsChange(Optional.of(7), Optional.of(false), Optional.empty()));

    AuditEntry changed = all().get(0);
    assertThat(changed.action()).isEqualTo("changeSettings");
    assertThat(changed.target()).isEqualTo(new AuditEntry.Target("settings", "cluster"));
    assertThat(changed.before().orElseThrow().toString())
        .isEqualTo("{\"maxConcurrentExecutions\":1000}");
    assertThat(changed.after().orElseThrow().toString())
        .isEqualTo("{\"maxConcurrentExecutions\":7}");
  }

  @Test
  void whatIsAskedOfNodesIsWrittenDown() throws Exception {
    TestNode node = node("a");
    store.requests.drain(node.id());
    store.requests.drain(node.id());
    store.requests.resume(node.id());
    store.requests.poll(node.id());

    assertThat(all())
        .extracting(AuditEntry::action)
        .containsExactly("pollNode", "resumeNode", "drainNode");
    assertThat(all().get(0).before()).isEmpty();
    assertThat(all().get(2).after().orElseThrow().toString()).isEqualTo("{\"state\":\"draining\"}");
  }

  @Test
  void aBulkIsOneEntryWithItsFilterOrTheNumberOfItsIds() {
    Bulk ids =
        store.bulks.add(BulkVerb.CANCEL, ExecutionSelection.of(List.of(3L, 4L, 4L)), "alice");
    ExecutionFilter filter = ExecutionFilter.all().withType("work");
    store.bulks.add(BulkVerb.DELETE, ExecutionSelection.of(filter), "alice");
    store.bulks.stop(ids.id());
    store.bulks.stop(ids.id());

    assertThat(all())
        .extracting(AuditEntry::action)
        .containsExactly("stopBulk", "deleteExecutions", "cancelExecutions");
    assertThat(all().get(0).after().orElseThrow().toString()).isEqualTo("{\"state\":\"stopped\"}");
    assertThat(all().get(1).after().orElseThrow().toString())
        .isEqualTo("{\"selection\":{\"type\":\"work\"}}");
    assertThat(all().get(2).after().orElseThrow().toString())
        .isEqualTo("{\"selection\":{\"ids\":2}}");
    assertThat(all().get(2).target())
        .isEqualTo(new AuditEntry.Target("bulk", Long.toString(ids.id())));
  }

  @Test
  void aRemovedTokensNameStaysTakenWhileItIsTold() throws Exception {
    AccessTokenRows tokens = new AccessTokenRows(store.transaction, store.audit);
    NewToken token = new NewToken("deploy", "operator", Optional.empty());
    tokens.create(token, "1".repeat(64));
    tokens.remove("deploy");
    assertThat(all())
        .extracting(AuditEntry::action, AuditEntry::target)
        .containsExactly(
            tuple("removeToken", new AuditEntry.Target("token", "deploy")),
            tuple("createToken", new AuditEntry.Target("token", "deploy")));
    assertThat(all().toString()).doesNotContain("1111");

    assertThatThrownBy(() -> tokens.create(token, "2".repeat(64)))
        .isInstanceOf(TokenConflictException.class);
    store.update("DELETE FROM execution_audit");
    tokens.create(token, "2".repeat(64));
    tokens.remove("deploy");
    store.update("DELETE FROM execution_audit WHERE action <> 'nothing'");
    Caller.enter(new Caller("deploy", "operator", Optional.empty()));
    store.cluster.change(new SettingsChange(Optional.of(9), Optional.empty(), Optional.empty()));
    assertThatThrownBy(() -> tokens.create(token, "3".repeat(64)))
        .isInstanceOf(TokenConflictException.class);
  }

  @Test
  void anApplicationActsForItselfUnlessItNamesSomebody() {
    Caller.leave();
    Execution one = store.create(NewExecution.of("work"));
    Execution other =
        Caller.orOfApplication("é".repeat(200), () -> store.create(NewExecution.of("w")));
    List<Long> many = store.create("work", 2);

    assertThat(one.createdBy()).contains("application");
    assertThat(other.createdBy()).contains("é".repeat(100));
    assertThat(store.find(other.id())).isEqualTo(other);
    assertThat(store.find(many.get(1)).createdBy()).contains("application");
    store.call(() -> store.moves.cancel(one.id(), "a person"));
    assertThat(all().get(0).who()).isEqualTo("application");
    assertThat(all().get(0).role()).isEqualTo("application");
  }

  @Test
  void refusedSignInsOfOneAddressAndMinuteAreOneEntry() throws Exception {
    audit.signInRefused("192.0.2.1");
    audit.signInRefused("192.0.2.2");
    long minute = store.now() / 60_000_000;
    // Whatever the clock says, the second of an address meets the first one.
    store.update("UPDATE execution_audit SET merge_key = CONCAT(address, ' ', ?)", "" + minute);
    audit.signInRefused("192.0.2.1");
    if (store.now() / 60_000_000 == minute) {
      assertThat(all())
          .extracting(AuditEntry::address, AuditEntry::count)
          .containsExactlyInAnyOrder(
              tuple(Optional.of("192.0.2.1"), Optional.of(2L)),
              tuple(Optional.of("192.0.2.2"), Optional.of(1L)));
    }
    assertThat(all())
        .allSatisfy(
            entry -> {
              assertThat(entry.who()).isEqualTo("anonymous");
              assertThat(entry.role()).isEqualTo("none");
              assertThat(entry.action()).isEqualTo("signIn");
            });
  }

  @Test
  void whatIsTooOldIsRemovedInBatches() throws Exception {
    TestNode node = node("a");
    cancelOne();
    cancelOne();
    long year = 365 * 86_400_000_000L;
    store.update(
        "UPDATE execution_audit SET happened_at = ? WHERE id = ?",
        store.now() - year - 1_000_000,
        all().get(1).id());

    node.sweep();

    assertThat(all()).hasSize(1);
  }

  private long cancelOne() {
    long id = store.create("work");
    store.call(() -> store.moves.cancel(id, "a person"));
    return id;
  }

  private List<AuditEntry> all() {
    return audit.page(AuditFilter.all()).items();
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
