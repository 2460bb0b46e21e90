package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.BulkVerb;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionStatus;
import io.executions.testing.MoveTrace;
import io.executions.testing.MoveTrace.Change;
import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever changes a status says so by a move; the database's trigger sees what it does. */
@ParameterizedClass
@EnumSource(
    value = TestDatabase.class,
    names = {"MARIADB_11_4", "POSTGRESQL"})
class MoveRecordTest {
  @Parameter TestDatabase database;

  private final List<Move> moves = new ArrayList<>();
  private TestStore store;
  private TestNode node;
  private MoveTrace trace;

  @BeforeEach
  void begin() throws SQLException {
    store = TestStore.emptied(database);
    node = store.node("a", "work");
    trace = new MoveTrace(store.dataSource::getConnection);
  }

  @AfterEach
  void end() throws SQLException {
    node.close();
    trace.close();
  }

  @Test
  void everyChangeOfAStatusIsOneMoveToTheNextRevision() throws Exception {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.add(store.create("work"));
    }
    ClaimedExecution first = claim(6).get(0);
    moves.add(store.call(() -> store.complete(first, node.id(), null)).orElseThrow());
    settle(ids.subList(1, 6));
    person(() -> store.moves.cancel(ids.get(6), "the admin token"));
    person(() -> store.moves.retry(ids.get(6), "the admin token"));
    person(() -> store.moves.retry(ids.get(2), "the admin token"));
    moves.addAll(
        node.inGate(
            gate -> {
              assertThat(gate.fail(ids.get(6), "It is damaged")).isTrue();
              return gate.moves();
            }));
    claim(1);

    assertThat(moves.stream().map(MoveChange::of)).containsExactlyElementsOf(changes());
    assertThat(moves).extracting(Move::to).contains(ExecutionStatus.values());
    for (long id : ids) {
      List<Change> life = changes().stream().filter(change -> change.id() == id).toList();
      assertThat(store.row(id)).extractingByKey("revision").isEqualTo(1L + life.size());
    }
    assertThat(trace.breaches()).isEmpty();
  }

  @Test
  void aBulkRecordsEachOfItsMoves() throws Exception {
    store.create("work", 5);
    claim(3);
    bulk(BulkVerb.CANCEL);
    bulk(BulkVerb.RETRY);

    assertThat(moves).hasSize(3 + 2 + 2);
    assertThat(moves.stream().map(MoveChange::of)).containsExactlyElementsOf(changes());
    assertThat(trace.breaches()).isEmpty();
  }

  private void bulk(BulkVerb verb) throws SQLException {
    ExecutionSelection work = ExecutionSelection.of(ExecutionFilter.all().withType("work"));
    store.call(() -> store.bulks.add(verb, work, "operator"));
    try (BulkStore worker = new BulkStore(store.database.reserve())) {
      BulkStore.Owned owned = worker.owned(node.id()).get(0);
      BulkStep step;
      do {
        step = worker.step(owned, 2, Optional.empty()).orElseThrow();
        moves.addAll(step.moves());
      } while (!step.isEnd());
    }
  }

  @Test
  void aStatusThatChangesWithoutTheRevisionIsABreach() throws Exception {
    long id = store.create("work");
    store.update("UPDATE execution SET status = 'cancelled', claim_rank = NULL, finished_at = 1");

    assertThat(trace.breaches()).singleElement().asString().contains("id=" + id);
  }

  @Test
  void aMoveTellsWhoMadeItAndWhy() throws Exception {
    long id = store.create("work");
    claim(1);
    settle(List.of(id), Ends::failed);
    person(() -> store.moves.retry(id, "the admin token"));

    assertThat(moves).extracting(Move::by).containsExactly("a", "a", "the admin token");
    assertThat(moves).extracting(move -> move.why().orElse("")).containsExactly("", "It broke", "");
    assertThat(moves).allSatisfy(move -> assertThat(move.node()).contains("a"));
    assertThat(moves).extracting(Move::at).isSorted();
    assertThat(moves).extracting(Move::attempt).containsOnly(1);
  }

  @Test
  void whatIsRolledBackIsNoMove() throws Exception {
    long id = store.create("work");
    claim(1);
    int before = moves.size();

    List<Move> kept =
        node.inGate(
            gate -> {
              List<RunningRow> rows = gate.lock(List.of(id)).running();
              assertThatThrownBy(
                      () ->
                          gate.atSavepoint(
                              () -> {
                                gate.settle(rows.stream().map(Ends::completed).toList());
                                throw new SQLException("Refused", "HY000");
                              }))
                  .hasMessage("Refused");
              return gate.moves();
            });

    assertThat(kept).isEmpty();
    assertThat(changes()).hasSize(before);
  }

  @Test
  void whoIsAskedToStopHasNotMoved() throws Exception {
    long id = store.create("work");
    claim(1);

    assertThat(store.call(() -> store.moves.cancel(id, "a person")).move()).isEmpty();
    assertThat(store.row(id)).containsEntry("revision", 2L);
  }

  private List<ClaimedExecution> claim(int most) throws SQLException {
    return node.inGate(
        gate -> {
          List<ClaimedExecution> claimed = node.claim(gate, most, "work");
          moves.addAll(gate.moves());
          return claimed;
        });
  }

  /** Each in another way. */
  private void settle(List<Long> ids) throws SQLException {
    settle(ids.subList(0, 1), Ends::completed);
    settle(ids.subList(1, 2), Ends::failed);
    settle(ids.subList(2, 3), row -> Ends.retried(row, Duration.ofHours(1)));
    settle(ids.subList(3, 4), Ends::released);
    settle(ids.subList(4, 5), Ends::cancelled);
  }

  private void settle(List<Long> ids, Function<RunningRow, Settlement> end) throws SQLException {
    moves.addAll(
        node.inGate(
            gate -> {
              gate.settle(gate.lock(ids).running().stream().map(end).toList());
              return gate.moves();
            }));
  }

  private void person(Supplier<CancelAndRetry.Done> move) {
    moves.add(store.call(move).move().orElseThrow());
  }

  private List<Change> changes() throws SQLException {
    return trace.changes();
  }
}
