package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ClusterSettings;
import io.executions.api.NewExecution;
import io.executions.database.Sql;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SnapshotTest extends StoreContract {
  @Test
  void anIdleStoreShowsNothingToDo() throws Exception {
    TestNode node = node("a");

    assertThat(node.look("work"))
        .isEqualTo(
            new Snapshot(
                1000,
                false,
                0,
                false,
                false,
                OptionalLong.empty(),
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                List.of(new Snapshot.Beat(node.id(), 1, false, TestNode.LEASE, Optional.empty())),
                List.of()));
  }

  @Test
  void theLimitAndThePauseAreSeen() throws Exception {
    TestNode node = node("a");
    store.settings(new ClusterSettings(7, true, Optional.empty()));

    assertThat(node.look("work").limit()).isEqualTo(7);
    assertThat(node.look("work").paused()).isTrue();
  }

  @Test
  void onlyWhatIsDueForTheTypesOfTheNodeIsDue() throws Exception {
    TestNode node = node("a");
    store.create("other");

    assertThat(node.look("work", "mail").due()).isFalse();
    assertThat(node.look().due()).isFalse();
    assertThat(node.look("work", "other").due()).isTrue();
  }

  @Test
  void aRecoveredOneIsDue() throws Exception {
    TestNode node = node("a");
    long id = store.create("work");
    node.claimOne("work");
    assertThat(node.look("work").due()).isFalse();

    node.settle(id, Ends::interrupted);

    assertThat(node.look("work").due()).isTrue();
  }

  @Test
  void theNextDueTimeIsTheEarliestOfAllThatWait() throws Exception {
    TestNode node = node("a");
    store.create(NewExecution.of("work").withRunAt(Instant.now().plusSeconds(7200)));
    long id = store.create(NewExecution.of("work").withRunAt(Instant.now().plusSeconds(60))).id();

    Snapshot snapshot = node.look("work");
    assertThat(snapshot.due()).isFalse();
    assertThat(snapshot.promotable()).isFalse();
    assertThat(snapshot.nextDueInMicros().orElseThrow()).isBetween(30_000_000L, 60_000_000L);

    store.update("UPDATE execution SET run_at = ? WHERE id = ?", store.now(), id);
    Snapshot promotable = node.look("work");
    assertThat(promotable.promotable()).isTrue();
    assertThat(promotable.nextDueInMicros().orElseThrow())
        .isBetween(7_000_000_000L, 7_200_000_000L);
  }

  @Test
  void whatRunsIsSeenOfAllNodesAndMineWithRequestsToCancel() throws Exception {
    TestNode node = node("a");
    TestNode other = node("b");
    List<Long> ids = store.create("work", 3);
    node.claim(2, "work");
    other.claim(1, "work");
    store.call(() -> store.moves.cancel(ids.get(1), "a person"));

    Snapshot snapshot = node.look("work");

    assertThat(snapshot.running()).isEqualTo(3);
    assertThat(snapshot.mine())
        .containsExactlyInAnyOrder(
            new Snapshot.MyRun(ids.get(0), 1, false), new Snapshot.MyRun(ids.get(1), 1, true));
  }

  @Test
  void theBeatsAreThoseOfTheLiving() throws Exception {
    TestNode node = node("a");
    TestNode stopped = node("b");
    TestNode dead = node("c");
    TestNode draining = node("d");
    node.beat();
    node.beat();
    stopped.beats().leave(stopped.id());
    node.inGate(gate -> gate.deadNodes().declare(dead.id(), 1));
    draining.beats().beat(draining.id(), true, TestNode.NO_POLL_YET);

    assertThat(node.look("work").beats())
        .containsExactlyInAnyOrder(
            new Snapshot.Beat(node.id(), 3, false, TestNode.LEASE, Optional.empty()),
            new Snapshot.Beat(draining.id(), 2, true, TestNode.LEASE, Optional.empty()));
  }

  @Test
  void orphansAndDeltasAreSeen() throws Exception {
    TestNode node = node("a");
    TestNode dying = node("b");
    store.create("work");
    dying.claimOne("work");
    long cancelled = store.create("work");
    assertThat(node.look("work").orphans()).isFalse();
    assertThat(node.look("work").deltas()).isFalse();

    node.inGate(gate -> gate.deadNodes().declare(dying.id(), 1));
    store.call(() -> store.moves.cancel(cancelled, "a person"));

    assertThat(node.look("work").orphans()).isTrue();
    assertThat(node.look("work").deltas()).isTrue();
  }

  @Test
  void aLookCostsOneStatementAndNoTransaction() throws Exception {
    TestNode node = node("a");
    store.create("work", 3);
    node.claim(2, "work");
    List<String> calls = new ArrayList<>();

    Snapshot snapshot =
        node.connection()
            .autoCommit(
                sql -> {
                  assertThat(sql.connection().getAutoCommit()).isTrue();
                  Sql watched = new Sql(watched(sql.connection(), calls), sql.dialect());
                  return SnapshotQuery.run(watched, node.id(), List.of("work", "mail"));
                });

    assertThat(snapshot.mine()).hasSize(2);
    assertThat(calls).containsExactly("prepareStatement");
  }

  private static Connection watched(Connection connection, List<String> calls) {
    return (Connection)
        Proxy.newProxyInstance(
            SnapshotTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
