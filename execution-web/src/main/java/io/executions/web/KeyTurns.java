package io.executions.web;

import io.executions.api.IdempotencyKeys.KeyBusyException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Takes turns at idempotency keys that other requests hold. Of those that give the same key here at
 * the same time only the first tries at once; the others, and whoever finds a key busy, come back
 * later and hold no connection meanwhile. One at a time tries again, and few wait, so that keys
 * which somebody holds for long take neither connections nor threads from those who want others.
 * Thread-safe.
 */
final class KeyTurns {
  private static final int MOST_WAITING = 48;
  private static final int FIRST_PAUSE_MILLIS = 50;
  private static final int MOST_PAUSE_MILLIS = 800;

  private final Duration patience;
  private final Semaphore trying = new Semaphore(1);
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  /** How many requests are at each key. */
  private final Map<String, Integer> busy = new ConcurrentHashMap<>();

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
  <T> T take(String key, Supplier<T> attempt) {
    boolean alone = busy.merge(key, 1, Integer::sum) == 1;
    try {
      return alone ? takeFirst(attempt) : takeLater(attempt, new KeyBusyException(null));
    } finally {
      busy.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
  }

  private <T> T takeFirst(Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (KeyBusyException e) {
      return takeLater(attempt, e);
    }
  }

  private <T> T takeLater(Supplier<T> attempt, KeyBusyException first) {
    if (!waiting.tryAcquire()) {
      throw first;
    }
    try {
      return comeBack(attempt, first);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw first;
    } finally {
      waiting.release();
    }
  }

  private <T> T comeBack(Supplier<T> attempt, KeyBusyException first) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    KeyBusyException last = first;
    for (int tries = 0; System.nanoTime() - end < 0; tries++) {
      int most = Math.min(MOST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 4));
      Thread.sleep(ThreadLocalRandom.current().nextInt(most / 2, most));
      if (trying.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        try {
          return attempt.get();
        } catch (KeyBusyException e) {
          last = e;
        } finally {
          trying.release();
        }
      }
    }
    throw last;
  }
}
