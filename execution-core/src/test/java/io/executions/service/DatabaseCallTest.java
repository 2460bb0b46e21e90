package io.executions.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseCallTest {
  private final DatabaseCall database = new DatabaseCall();
  private final ExecutorService requests = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch rowIsFree = new CountDownLatch(1);

  @AfterEach
  void stop() {
    requests.shutdownNow();
  }

  /** Twenty that wait for one row would take all connections of a pool from everybody else. */
  @Test
  void letsOnlySomeWaitForLocksAtTheSameTime() throws Exception {
    List<Future<Integer>> moves = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      moves.add(requests.submit(() -> database.callInTurn(this::move)));
    }
    await().until(() -> connections.get() == 8);
    await().during(200, TimeUnit.MILLISECONDS).until(() -> connections.get() == 8);
    assertThat(database.call(() -> "others go on")).isEqualTo("others go on");
    rowIsFree.countDown();
    for (Future<Integer> move : moves) {
      assertThat(move.get()).isLessThanOrEqualTo(8);
    }
  }

  private int move() {
    try {
      int taken = connections.incrementAndGet();
      rowIsFree.await();
      return taken;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      connections.decrementAndGet();
    }
  }
}
