package io.executions.web;

import io.executions.api.port.IdempotencyKeys.IdempotencyKeyBusyException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets requests take turns at idempotency keys that others hold. Of the requests with the same key,
 * only the first tries at once. The others come back later, as does a request that finds its key
 * busy, and hold no connection meanwhile. One request for each key tries again at a time. The keys
 * that are tried at once are few, and so are the requests that wait: a key that somebody holds for
 * long takes neither connections nor threads from requests for others. Thread-safe.
 */
final class IdempotencyKeyTurns {
  private static final int MOST_WAITING = 48;
  private static final int MOST_TRYING = 4;
  private static final int FIRST_PAUSE_MILLIS = 50;
  private static final int MOST_PAUSE_MILLIS = 800;

  private final Duration patience;
  private final Semaphore trying = new Semaphore(MOST_TRYING, true);
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  /** Those at which requests are; never more than there are requests. */
  private final Map<String, Key> keys = new ConcurrentHashMap<>();

  private static final class Key {
    private final Semaphore again = new Semaphore(1, true);
    private int requests;
  }

  /**
   * Makes it.
   *
   * @param patience how long a request waits for a key at most
   */
  IdempotencyKeyTurns(Duration patience) {
    this.patience = patience;
  }

  /**
   * Returns what an attempt comes to that does not find the key busy.
   *
   * @throws IdempotencyKeyBusyException if the key has been busy for too long, or too many wait
   *     already
   */
  <T> T take(String key, Supplier<T> attempt) {
    AtomicBoolean first = new AtomicBoolean();
    Key mine = keys.compute(key, (same, there) -> entered(there, first));
    try {
      return first.get()
          ? takeFirst(mine, attempt)
          : takeLater(mine, attempt, new IdempotencyKeyBusyException(null));
    } finally {
      keys.computeIfPresent(key, (same, there) -> --there.requests == 0 ? null : there);
    }
  }

  private static Key entered(Key there, AtomicBoolean first) {
    Key key = there == null ? new Key() : there;
    first.set(there == null);
    key.requests++;
    return key;
  }

  private <T> T takeFirst(Key key, Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (IdempotencyKeyBusyException e) {
      return takeLater(key, attempt, e);
    }
  }

  private <T> T takeLater(Key key, Supplier<T> attempt, IdempotencyKeyBusyException first) {
    if (!waiting.tryAcquire()) {
      throw first;
    }
    try {
      return comeBack(key, attempt, first);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw first;
    } finally {
      waiting.release();
    }
  }

  private <T> T comeBack(Key key, Supplier<T> attempt, IdempotencyKeyBusyException first)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    IdempotencyKeyBusyException last = first;
    for (int tries = 0; System.nanoTime() - end < 0; tries++) {
      int most = Math.min(MOST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 4));
      Thread.sleep(ThreadLocalRandom.current().nextInt(most / 2, most));
      if (takeBoth(key, end)) {
        try {
          return attempt.get();
        } catch (IdempotencyKeyBusyException e) {
          last = e;
        } finally {
          trying.release();
          key.again.release();
        }
      }
    }
    throw last;
  }

  /**
   * The permit of the key comes before that of all keys: a request that waits for its key holds up
   * no other key.
   */
  private boolean takeBoth(Key key, long end) throws InterruptedException {
    if (!key.again.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    boolean both = false;
    try {
      both = trying.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      return both;
    } finally {
      if (!both) {
        key.again.release();
      }
    }
  }
}
