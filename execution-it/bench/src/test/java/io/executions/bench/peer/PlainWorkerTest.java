package io.executions.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.testing.MariaDbServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainWorkerTest {
  private PeerDatabase database;

  @BeforeEach
  void connect() {
    database = new PeerDatabase(MariaDbServer.of("10.11.5").newDatabase(), 2);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void isHeldOnlyWhenItsLastClaimHasEnded() throws Exception {
    CountDownLatch claimed = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger claims = new AtomicInteger();
    PlainWorker worker =
        new PlainWorker(
            database.pool(),
            connection -> {
              claims.incrementAndGet();
              claimed.countDown();
              mayEnd.await();
              return true;
            });
    worker.start();
    worker.go();
    claimed.await();

    Thread holder = new Thread(worker::hold);
    holder.start();

    await().until(() -> holder.getState() == Thread.State.BLOCKED);
    mayEnd.countDown();
    holder.join();
    assertThat(claims).hasValue(1);
    worker.end();
  }
}
