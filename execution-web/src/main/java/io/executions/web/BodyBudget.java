package io.executions.web;

import io.executions.api.ServiceUnavailableException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes of all request bodies that are in memory at the same time, since a parsed body
 * takes many times its bytes. A request that finds no room waits a moment for it. Safe for use by
 * several threads.
 */
final class BodyBudget {
  /** What a parsed body may take of the memory, for each of its bytes. */
  private static final int PARSED = 32;

  /** One body of the largest kind always fits. */
  private static final long LEAST_BYTES = 16L << 20;

  private static final long PATIENCE_MILLIS = 5000;

  private final Semaphore free;
  private final long patienceMillis;

  BodyBudget() {
    this(Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / PARSED), PATIENCE_MILLIS);
  }

  BodyBudget(long bytes, long patienceMillis) {
    free = new Semaphore((int) Math.min(bytes, Integer.MAX_VALUE));
    this.patienceMillis = patienceMillis;
  }

  /**
   * Takes bytes from the budget.
   *
   * @throws ServiceUnavailableException if others have them, and keep them
   */
  void take(int bytes) {
    try {
      if (free.tryAcquire(bytes) || free.tryAcquire(bytes, patienceMillis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ServiceUnavailableException("Request bodies take all the memory they may", null);
  }

  void giveBack(int bytes) {
    free.release(bytes);
  }
}
