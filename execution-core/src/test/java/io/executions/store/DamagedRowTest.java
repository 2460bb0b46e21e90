package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.database.Packet;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import jakarta.json.Json;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that somebody edited or restored. */
class DamagedRowTest extends StoreContract {
  private TestNode node;

  @BeforeEach
  void aNodeRuns() throws Exception {
    node = node("a");
  }

  @Test
  void whatTheDatabaseRefusesLeavesWhatWasDoneBeforeInTheSameTransaction() throws Exception {
    List<Long> ids = store.create("work", 3);
    node.claim(3, "work");
    long damaged = ids.get(1);
    store.update(
        """
        INSERT INTO execution_attempt (execution_id, attempt, node, started_at, finished_at, outcome)
        VALUES (?, 1, 'somebody', 1, 2, 'failed')
        """,
        damaged);

    List<Boolean> taken =
        node.inGate(
            gate -> gate.lock(ids).running().stream().map(row -> settledApart(gate, row)).toList());

    assertThat(taken).containsExactly(true, false, true);
    assertThat(ids)
        .extracting(id -> store.find(id).status())
        .containsExactly(ExecutionStatus.FAILED, ExecutionStatus.RUNNING, ExecutionStatus.FAILED);
    assertThat(store.figures.stats().failed()).isEqualTo(2);
  }

  /** MariaDB rolls back all of it where it has no room for another lock, say. */
  @Test
  void whatTakesTheWholeTransactionWithItIsNoRefusalOfARow() throws Exception {
    long id = store.create("work");
    node.claimOne("work");
    AtomicInteger runs = new AtomicInteger();

    node.connection()
        .inGate(
            sql -> {
              Gate gate =
                  Gate.entered(
                      new Sql(losingSavepoints(sql.connection()), sql.dialect()),
                      Packet.UNBOUNDED,
                      node.id(),
                      node.name());
              gate.settle(gate.lock(List.of(id)).running().stream().map(Ends::failed).toList());
              if (runs.incrementAndGet() == 1) {
                gate.atSavepoint(DamagedRowTest::refuse);
              }
              return null;
            });

    assertThat(runs.get()).isEqualTo(2);
    assertThat(store.find(id).status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(store.figures.stats().failed()).isEqualTo(1);
  }

  @Test
  void anEndThatNoAttemptCanTellOfIsRecordedWithoutOne() throws Exception {
    long id = store.create("work");
    node.claimOne("work");
    node.settle(
        id,
        row ->
            Settlement.ended(row, ExecutionStatus.FAILED)
                .counting(row.counts().failed())
                .because("Its row is damaged", null));

    assertThat(store.find(id).status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(store.find(id).errorMessage()).contains("Its row is damaged");
    assertThat(store.number("SELECT COUNT(*) FROM execution_attempt")).isZero();
  }

  @Test
  void aPendingOneCanFailAndIsCounted() throws Exception {
    long id = store.create("work");
    long running = store.create("other");
    node.claimOne("other");

    assertThat(fail(id)).isTrue();
    assertThat(fail(id)).isFalse();
    assertThat(fail(running)).isFalse();

    Execution failed = store.find(id);
    assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(failed.errorMessage()).contains("It is damaged");
    assertThat(failed.finishedAt()).isPresent();
    assertThat(store.figures.stats().failed()).isEqualTo(1);
    assertThat(node.claim(9, "work")).isEmpty();
    store.call(() -> store.moves.retry(id, "a person"));
    assertThat(node.claimedIds(9, "work")).containsExactly(id);
  }

  @Test
  void aTextThatIsNoJsonIsShownAsItIsAndHidesNoOther() throws Exception {
    List<Long> ids = store.create("work", 3);
    store.update("UPDATE execution SET input = '{broken' WHERE id = ?", ids.get(1));

    List<Execution> page =
        store.call(() -> store.executions.page(ExecutionQuery.of(ExecutionFilter.all()))).items();

    assertThat(page).hasSize(3);
    assertThat(store.find(ids.get(1)).input()).isEqualTo(Json.createValue("{broken"));
  }

  @Test
  void aSizeThatCannotBeHidesNoOther() throws Exception {
    List<Long> ids = store.create("work", 3);
    store.update(
        "UPDATE execution SET input_bytes = ?, output_bytes = 5 WHERE id = ?",
        Long.MAX_VALUE,
        ids.get(1));
    store.update("UPDATE execution SET input_bytes = -9 WHERE id = ?", ids.get(0));

    List<Execution> newest =
        store.call(() -> store.executions.page(ExecutionQuery.of(ExecutionFilter.all()))).items();

    assertThat(newest).extracting(Execution::id).containsExactly(ids.get(2));
  }

  @Test
  void sizesStandInTheRowAndAreKnownBeforeTheInputIsRead() throws Exception {
    long id = store.create(NewExecution.of("work").withInput(Json.createValue("\u6f22\""))).id();
    long bytes = "\"\u6f22\\\"\"".getBytes(StandardCharsets.UTF_8).length;

    List<Due> due =
        node.inGate(
            gate -> gate.pending().due(5, List.of("work"), new QueueTurns(List.of()), Set.of()));

    assertThat(due).containsExactly(new Due(id, "work", "default", bytes));
    assertThat(node.claimOne("work").inputBytes()).isEqualTo(bytes);
  }

  /** On Galera, a rollback in favour of another server's transaction may come to light only so. */
  @Test
  void aSavepointThatIsGoneWhenItsWorkIsDoneMeansThatTheWholeTransactionIs() throws Exception {
    AtomicInteger runs = new AtomicInteger();

    node.connection()
        .transaction(
            sql -> {
              boolean first = runs.incrementAndGet() == 1;
              Sql losing = new Sql(losingSavepoints(sql.connection()), sql.dialect());
              Savepoints.run(first ? losing : sql, () -> sql.number("SELECT {now}"));
              return null;
            });

    assertThat(runs.get()).isEqualTo(2);
  }

  private static void refuse() throws SQLException {
    throw new SQLException("Refused", "HY000");
  }

  private static Connection losingSavepoints(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              boolean lost = method.getName().matches("rollback|releaseSavepoint");
              if (lost && arguments != null) {
                throw new SQLException("SAVEPOINT does not exist", "42000", 1305);
              }
              return method.invoke(connection, arguments);
            });
  }

  private boolean fail(long id) throws SQLException {
    return node.inGate(gate -> gate.fail(id, "It is damaged"));
  }

  private static boolean settledApart(Gate gate, RunningRow row) {
    try {
      gate.atSavepoint(() -> gate.settle(List.of(Ends.failed(row))));
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
