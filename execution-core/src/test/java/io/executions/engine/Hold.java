package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds handlers until the test lets them go. */
final class Hold {
  private final Semaphore entered = new Semaphore(0);
  private final CountDownLatch released = new CountDownLatch(1);

  /** Waits, and ends with an exception when interrupted. */
  Object obediently() throws InterruptedException {
    entered.release();
    released.await();
    return "held";
  }

  /** Waits whatever happens. */
  Object stubbornly() {
    entered.release();
    while (true) {
      try {
        released.await();
        return "held";
      } catch (InterruptedException e) {
        // stubborn
      }
    }
  }

  void awaitEntered(int handlers) throws InterruptedException {
    assertThat(entered.tryAcquire(handlers, 60, TimeUnit.SECONDS)).isTrue();
  }

  void release() {
    released.countDown();
  }
}
