package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ClusterSettings;
import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest extends StoreContract {
  private static final int WORK = 120;

  /** What one engine transaction saw, inside the gate, after it had claimed. */
  private record Seen(int claimed, long running, int limit) {}

  private final Queue<Seen> history = new ConcurrentLinkedQueue<>();
  private final Queue<List<Long>> attempts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger left = new AtomicInteger(WORK);

  @Test
  void theRoomIsWhatTheLimitLeaves() throws Exception {
    TestNode node = node("a");
    store.create("work", 5);
    store.limit(3);

    assertThat(room(node)).isEqualTo(3);
    node.claim(2, "work");
    assertThat(room(node)).isEqualTo(1);
    store.limit(1);
    assertThat(room(node)).isZero();
    store.settings(new ClusterSettings(10, true, Optional.empty()));
    assertThat(room(node)).isZero();
    store.settings(new ClusterSettings(10, false, Optional.empty()));
    assertThat(room(node)).isEqualTo(8);
  }

  @Test
  void thereIsNoRoomForWhatMayNotClaimHoweverMuchIsSettled() throws Exception {
    TestNode node = node("a");
    store.create("work");
    store.settings(new ClusterSettings(10, true, Optional.empty()));
    claimsNothingWhateverIsSettled(node);
    store.settings(new ClusterSettings(10, false, Optional.empty()));

    for (String state : List.of("draining", "dead")) {
      store.sql(
          sql -> sql.update("UPDATE execution_node SET state = ? WHERE id = ?", state, node.id()));
      claimsNothingWhateverIsSettled(node);
    }
  }

  private static void claimsNothingWhateverIsSettled(TestNode node) throws Exception {
    node.inGate(
        gate -> {
          assertThat(gate.roomAfter(3)).isZero();
          assertThat(gate.pending().due(5, List.of("work"), new QueueTurns(List.of()), Set.of()))
              .isEmpty();
          return null;
        });
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "4, 1", "4, 5"})
  void nodesThatClaimAtTheSameTimeNeverExceedTheLimit(int nodes, int limit) throws Exception {
    store.limit(limit);
    store.create("work", WORK);

    runToTheEnd(nodes, () -> null);

    assertThat(history).filteredOn(seen -> seen.claimed() > 0).isNotEmpty();
    assertThat(history).allMatch(seen -> seen.limit() == limit && seen.running() <= limit);
    everyAttemptRanOnce();
  }

  @Test
  void claimsHoldToTheLimitInForceWhileItChanges() throws Exception {
    store.limit(1);
    store.create("work", WORK);

    runToTheEnd(
        2,
        () -> {
          for (int i = 0; left.get() > 0; i++) {
            store.limit(1 + i % 7);
          }
          return null;
        });

    assertThat(history)
        .filteredOn(seen -> seen.claimed() > 0)
        .isNotEmpty()
        .allMatch(seen -> seen.running() <= seen.limit());
    everyAttemptRanOnce();
  }

  private void everyAttemptRanOnce() throws Exception {
    assertThat(attempts).doesNotHaveDuplicates();
    assertThat(store.figures.stats().completed()).isEqualTo(WORK);
    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE status = 'completed'"))
        .isEqualTo(WORK);
    assertThat(store.number("SELECT SUM(attempt) FROM execution")).isEqualTo(attempts.size());
  }

  private void runToTheEnd(int nodes, Callable<Void> meanwhile) throws Exception {
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      TestNode node = node("node");
      work.add(
          () -> {
            try {
              while (left.get() > 0) {
                turn(node);
              }
              return null;
            } finally {
              // Where one has failed, the others are not to wait for it.
              left.set(0);
            }
          });
    }
    work.add(meanwhile);
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Claims what there is room for, then ends it: every fifth first attempt is given back. */
  private void turn(TestNode node) throws Exception {
    List<ClaimedExecution> claimed =
        node.connection()
            .inGate(
                sql -> {
                  Gate gate = Gate.entered(sql, Packet.UNBOUNDED, node.id(), node.name());
                  List<ClaimedExecution> mine = node.claim(gate, gate.room(), "work");
                  history.add(seen(sql, mine.size()));
                  return mine;
                });
    claimed.forEach(one -> attempts.add(List.of(one.id(), (long) one.attempt())));
    List<Long> ids = claimed.stream().map(ClaimedExecution::id).toList();
    List<Settlement> ends =
        node.inGate(
            gate -> {
              List<Settlement> all = gate.lock(ids).running().stream().map(LimitTest::end).toList();
              gate.settle(all);
              return all;
            });
    assertThat(ends).hasSameSizeAs(ids);
    left.addAndGet(-(int) ends.stream().filter(end -> end.next().isFinal()).count());
  }

  private static Seen seen(Sql sql, int claimed) throws SQLException {
    return new Seen(
        claimed,
        sql.number("SELECT COUNT(*) FROM execution WHERE status = 'running'"),
        (int) sql.number("SELECT max_concurrent FROM execution_gate"));
  }

  private static Settlement end(RunningRow row) {
    boolean again = row.attempt() == 1 && row.id() % 5 == 0;
    return again ? Ends.released(row) : Ends.completed(row);
  }

  private static int room(TestNode node) throws Exception {
    return node.inGate(Gate::room);
  }
}
