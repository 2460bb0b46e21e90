package io.executions.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.executions.api.ServiceUnavailableException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
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

  @Test
  void whatIsRefusedAtACommitIsToldInOneLineWithoutATrace() {
    List<LogRecord> told = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            told.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(DatabaseCall.class.getName());
    logger.addHandler(handler);
    try {
      assertThatThrownBy(
              () ->
                  database.call(
                      () -> {
                        throw new TransactionalException(
                            "at the commit", new SystemException("it is lost"));
                      }))
          .isInstanceOf(ServiceUnavailableException.class);
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(told).hasSize(1);
    assertThat(told.get(0).getLevel()).isEqualTo(Level.WARNING);
    assertThat(told.get(0).getThrown()).isNull();
    assertThat(new SimpleFormatter().formatMessage(told.get(0))).contains("it is lost");
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
