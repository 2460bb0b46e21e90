package io.executions.web;

import io.executions.api.IdempotencyKeys.KeyBusyException;
import io.executions.api.ServiceUnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Takes turns at idempotency keys that other requests hold. Who finds a key busy comes back later
 * and holds no connection meanwhile; few try at the same time, and few wait, so that keys which
 * somebody holds for long take neither all connections nor all threads from those who want others.
 * Thread-safe.
 */
final class KeyTurns {
  private static final int FIRST_TRIES = 8;
  private static final int LATER_TRIES = 1;
  private static final int MOST_WAITING = 64;
  private static final int FIRST_PAUSE_MILLIS = 50;
  private static final int MOST_PAUSE_MILLIS = 800;

  private final Duration patience;
  private final Semaphore first = new Semaphore(FIRST_TRIES);
  private final Semaphore later = new Semaphore(LATER_TRIES);
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  /**
   * Makes it.
   *
   * @param patience how long a request waits for a key at most
   */
  KeyTurns(Duration patience) {
    this.patience = patience;
  }

  /**
   * Returns what an attempt comes to that does not find the key busy.
   *
   * @throws KeyBusyException if the key has been busy for too long, or too many wait already
   */
  <T> T take(Supplier<T> attempt) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      return inTurn(first, attempt, end);
    } catch (KeyBusyException e) {
      if (!waiting.tryAcquire()) {
        throw e;
      }
      try {
        return takeLater(attempt, end, e);
      } finally {
        waiting.release();
      }
    }
  }

  private <T> T takeLater(Supplier<T> attempt, long end, KeyBusyException busy) {
    KeyBusyException last = busy;
    for (int tries = 0; System.nanoTime() - end < 0; tries++) {
      try {
        int most = Math.min(MOST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 4));
        Thread.sleep(ThreadLocalRandom.current().nextInt(most / 2, most));
        if (!later.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          throw last;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw last;
      }
      try {
        return attempt.get();
      } catch (KeyBusyException e) {
        last = e;
      } finally {
        later.release();
      }
    }
    throw last;
  }

  private static <T> T inTurn(Semaphore turns, Supplier<T> attempt, long end) {
    try {
      if (!turns.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new ServiceUnavailableException("Other creations take too long", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnavailableException("Interrupted before a creation", e);
    }
    try {
      return attempt.get();
    } finally {
      turns.release();
    }
  }
}
