package io.executions.web;

import io.executions.api.ServiceUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many answers with inputs and outputs are made at the same time, since inputs and
 * outputs that are parsed and written anew take many times their bytes. A request that finds no
 * room waits a moment for it. Safe for use by several threads.
 */
@ApplicationScoped
public class AnswerBudget {
  /** What one answer under way may take: its texts, parsed, written, and as bytes. */
  private static final long BYTES_EACH = 64L << 20;

  private static final int LEAST = 2;
  private static final long PATIENCE_MILLIS = 10_000;

  private final Semaphore free;
  private final long patienceMillis;

  /** Makes one for the memory of this process. */
  public AnswerBudget() {
    this((int) Math.max(LEAST, Runtime.getRuntime().maxMemory() / 2 / BYTES_EACH), PATIENCE_MILLIS);
  }

  AnswerBudget(int most, long patienceMillis) {
    free = new Semaphore(most, true);
    this.patienceMillis = patienceMillis;
  }

  /**
   * Makes an answer as soon as there is room for it.
   *
   * @throws ServiceUnavailableException if others take it, and keep it
   */
  public <T> T make(Supplier<T> answer) {
    take();
    try {
      return answer.get();
    } finally {
      free.release();
    }
  }

  private void take() {
    try {
      if (free.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ServiceUnavailableException("Answers take all the memory they may", null);
  }
}
