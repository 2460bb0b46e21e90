package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.IllegalMoveException;
import io.executions.api.NewExecution;
import io.executions.api.port.IdempotencyKeys.Creation;
import io.executions.api.port.IdempotencyKeys.KeyTakenException;
import io.executions.database.FailureKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledIfSystemProperty(named = "fault.database", matches = "mariadb|postgresql")
class GaleraTest extends GaleraContract {
  @Test
  void nodesThatCreateAtTheSameTimeNeverShareAnIdNorLoseAnExecution() throws Exception {
    List<Callable<List<Long>>> creators = new ArrayList<>();
    for (TestStore store : stores) {
      Callable<List<Long>> creator =
          () -> {
            List<Long> ids = new ArrayList<>();
            for (int batch = 0; batch < 60; batch++) {
              List<NewExecution> some =
                  Collections.nCopies(1 + batch % 20, NewExecution.of("work"));
              ids.addAll(call(store, () -> store.executions.add(some)));
              ids.add(replayed(() -> store.executions.add(NewExecution.of("alone"))).id());
            }
            return ids;
          };
      creators.addAll(Collections.nCopies(3, creator));
    }

    List<Long> ids = atOnce(creators).stream().flatMap(List::stream).toList();

    assertThat(ids).hasSize(9 * (3 * 210 + 60)).doesNotHaveDuplicates();
    awaitAll("SELECT COUNT(*) FROM execution", ids.size());
    awaitAll("SELECT COUNT(DISTINCT id) FROM execution", ids.size());
  }

  @ParameterizedTest
  @CsvSource({"1, 90", "5, 200", "200, 600"})
  void claimsThroughDifferentDatabaseNodesNeverExceedTheLimit(int limit, int work)
      throws Exception {
    limit(limit);
    stores.get(0).create("work", work);
    awaitAll("SELECT COUNT(*) FROM execution", work);
    Queue<List<Long>> attempts = new ConcurrentLinkedQueue<>();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(work);
    List<Callable<Void>> engines = new ArrayList<>();
    for (int number = 0; number < stores.size(); number++) {
      TestNode node = node(number, "work");
      engines.add(
          () -> {
            while (left.get() > 0 && !Thread.interrupted()) {
              List<ClaimedExecution> claimed = claim(node);
              most.accumulateAndGet(running.addAndGet(claimed.size()), Math::max);
              claimed.forEach(one -> attempts.add(List.of(one.id(), (long) one.attempt())));
              running.addAndGet(-claimed.size());
              left.addAndGet(-settle(node, claimed));
            }
            return null;
          });
    }

    atOnce(engines);

    assertThat(most.get()).isPositive().isLessThanOrEqualTo(limit);
    assertThat(attempts).doesNotHaveDuplicates();
    awaitAll("SELECT COUNT(*) FROM execution WHERE status = 'completed'", work);
    assertThat(stores.get(2).number("SELECT SUM(attempt) FROM execution"))
        .isEqualTo(attempts.size());
    assertThat(stores.get(1).figures.stats().completed()).isEqualTo(work);
  }

  @RepeatedTest(10)
  void oneOfThreeThatDeclareANodeDeadDoesItUnlessItBeats() throws Exception {
    TestNode victim = node(0);
    List<TestNode> observers = List.of(node(1), node(2));
    long beat = beat(victim);
    awaitAll("SELECT COUNT(*) FROM execution_node WHERE state = 'polling'", 3);
    CyclicBarrier together = new CyclicBarrier(3);
    List<Callable<Boolean>> racers = new ArrayList<>();
    for (TestNode observer : observers) {
      racers.add(
          () -> {
            together.await();
            return observer.inGate(gate -> gate.deadNodes().declare(victim.id(), beat));
          });
    }
    racers.add(
        () -> {
          together.await();
          return victim.beat();
        });

    List<Boolean> won = atOnce(racers);

    assertThat(won).as("two declarations, one beat").containsOnlyOnce(true);
    boolean dead = !won.get(2);
    awaitAll("SELECT COUNT(*) FROM execution_node WHERE state = 'dead'", dead ? 1 : 0);
    assertThat(victim.beat()).isEqualTo(!dead);
  }

  @Test
  void aRunIsSettledOrRecoveredButNotBoth() throws Exception {
    TestNode node = node(0, "work");
    TestNode other = node(1, "work");
    List<Long> ids = stores.get(0).create("work", 30);
    node.claim(30, "work");
    awaitAll("SELECT COUNT(*) FROM execution WHERE status = 'running'", 30);
    CyclicBarrier together = new CyclicBarrier(2);

    atOnce(
        List.of(
            () -> settleEach(together, node, ids, Ends::completed),
            () -> settleEach(together, other, ids, Ends::interrupted)));

    awaitAll("SELECT COUNT(*) FROM execution WHERE status = 'running'", 0);
    long completed = stores.get(2).figures.stats().completed();
    assertThat(stores.get(2).figures.stats().pending()).isEqualTo(30 - completed);
    assertThat(stores.get(2).number("SELECT COUNT(*) FROM execution_attempt"))
        .isEqualTo(30 - completed);
  }

  @RepeatedTest(5)
  void anExecutionIsCancelledOnceAndRetriedOnce() throws Exception {
    long id = stores.get(0).create("work");
    awaitAll("SELECT COUNT(*) FROM execution WHERE status = 'pending'", 1);

    assertThat(atOnce(onAll(store -> store.moves.cancel(id, "a person").changed())))
        .containsOnlyOnce(true);
    awaitAll("SELECT COUNT(*) FROM execution WHERE status = 'cancelled'", 1);
    assertThat(stores.get(0).figures.stats().cancelled()).isEqualTo(1);

    assertThat(atOnce(onAll(store -> store.moves.retry(id, "a person").execution().attempt() == 0)))
        .containsOnlyOnce(true);
    awaitAll("SELECT COUNT(*) FROM execution WHERE status = 'pending'", 1);
    assertThat(stores.get(0).figures.stats().cancelled()).isZero();
  }

  @RepeatedTest(5)
  void aKeyThatIsUsedAtAllNodesAtOnceMakesOneCreation() throws Exception {
    Creation creation = new Creation("a".repeat(64), List.of(7L));

    List<Boolean> created =
        atOnce(
            onAll(
                store -> {
                  store.executions.add(List.of(NewExecution.of("work")));
                  new IdempotencyRows(store.transaction).remember("alice", "key", creation);
                  return true;
                }));

    assertThat(created).containsOnlyOnce(true);
    awaitAll("SELECT COUNT(*) FROM execution_idempotency", 1);
    awaitAll("SELECT COUNT(*) FROM execution", 1);
  }

  @Test
  void aTicketWhoseNodeWasKilledHoldsUpTheGateForAMomentOnly() throws Exception {
    TestNode node = node(1, "work");
    long id = stores.get(1).create("work");
    stores.get(0).update("INSERT INTO execution_gate_ticket () VALUES ()");
    awaitAll("SELECT COUNT(*) FROM execution_gate_ticket", 1);

    assertThat(node.claimedIds(1, "work")).containsExactly(id);

    awaitAll("SELECT COUNT(*) FROM execution_gate_ticket", 0);
  }

  @Test
  void whatFailsInTheGateLeavesNoTicketBehind() throws Exception {
    TestNode node = node(1, "work");
    stores.get(0).update("INSERT INTO execution_gate_ticket () VALUES ()");
    awaitAll("SELECT COUNT(*) FROM execution_gate_ticket", 1);

    assertThatThrownBy(
            () ->
                node.inGate(
                    gate -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    awaitAll("SELECT COUNT(*) FROM execution_gate_ticket", 0);
  }

  /** Says of each store whether it did the work, and not another. */
  private List<Callable<Boolean>> onAll(Predicate<TestStore> work) {
    CyclicBarrier together = new CyclicBarrier(stores.size());
    List<Callable<Boolean>> all = new ArrayList<>();
    for (TestStore store : stores) {
      all.add(
          () -> {
            together.await();
            try {
              return call(store, () -> work.test(store));
            } catch (IllegalMoveException | KeyTakenException e) {
              return false;
            }
          });
    }
    return all;
  }

  private static Void settleEach(
      CyclicBarrier together, TestNode node, List<Long> ids, Function<RunningRow, Settlement> end)
      throws Exception {
    for (long id : ids) {
      together.await();
      node.settle(id, end);
    }
    return null;
  }

  private static List<ClaimedExecution> claim(TestNode node) throws Exception {
    return inGate(node, gate -> node.claim(gate, gate.room(), "work"));
  }

  private static int settle(TestNode node, List<ClaimedExecution> claimed) throws Exception {
    List<Long> ids = claimed.stream().map(ClaimedExecution::id).toList();
    return inGate(
        node,
        gate -> {
          List<RunningRow> rows = gate.lock(ids).running();
          gate.settle(rows.stream().map(Ends::completed).toList());
          return rows.size();
        });
  }

  /** As the engine does: what others kept from the gate too often comes back a little later. */
  private static <T> T inGate(TestNode node, EngineStore.GateWork<T> work) throws Exception {
    while (true) {
      try {
        return node.inGate(work);
      } catch (SQLException e) {
        if (FailureKind.of(e) != FailureKind.REPLAY) {
          throw e;
        }
        Thread.sleep(ThreadLocalRandom.current().nextInt(100));
      }
    }
  }

  private static long beat(TestNode node) throws Exception {
    return node.engine().look(node.id(), List.of()).beats().stream()
        .filter(beat -> beat.nodeId() == node.id())
        .findFirst()
        .orElseThrow()
        .beat();
  }
}
