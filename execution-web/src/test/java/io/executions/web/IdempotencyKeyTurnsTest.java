package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.executions.api.port.IdempotencyKeys.IdempotencyKeyBusyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTurnsTest {
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final AtomicInteger trying = new AtomicInteger();
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private volatile boolean busy = true;

  @AfterEach
  void stop() {
    clients.shutdownNow();
  }

  @Test
  void comesBackUntilTheKeyIsFree() {
    IdempotencyKeyTurns turns = new IdempotencyKeyTurns(Duration.ofSeconds(10));
    Future<String> request = clients.submit(() -> turns.take("key", this::attempt));
    await().until(() -> tries.get() >= 2);
    busy = false;
    await().until(request::isDone);
    assertThat(request).succeedsWithin(Duration.ZERO).isEqualTo("created");
  }

  @Test
  void givesUpInTime() {
    IdempotencyKeyTurns turns = new IdempotencyKeyTurns(Duration.ofMillis(500));
    long start = System.nanoTime();
    assertThatThrownBy(() -> turns.take("key", this::attempt))
        .isInstanceOf(IdempotencyKeyBusyException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(3));
  }

  /** Twenty requests for one key that somebody held took all connections. */
  @Test
  void letsOneTryAtATimeAndNotAllWait() {
    IdempotencyKeyTurns turns = new IdempotencyKeyTurns(Duration.ofMinutes(1));
    List<Future<String>> requests = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      requests.add(clients.submit(() -> turns.take("key", this::attempt)));
    }
    await().until(() -> requests.stream().filter(Future::isDone).count() == 52);
    assertThat(most.get()).as("the first, and one that came back").isLessThanOrEqualTo(2);
    most.set(0);
    int before = tries.get();
    await().until(() -> tries.get() > before + 20);
    assertThat(most.get()).isEqualTo(1);
    busy = false;
    await().until(() -> requests.stream().allMatch(Future::isDone));
  }

  @Test
  void letsNobodyWaitForTheKeysOfOthers() {
    IdempotencyKeyTurns turns = new IdempotencyKeyTurns(Duration.ofMinutes(1));
    Future<String> request = clients.submit(() -> turns.take("key", this::attempt));
    await().until(() -> tries.get() > 0);
    assertThat(turns.take("other", () -> "created")).isEqualTo("created");
    int before = tries.get();
    clients.submit(() -> turns.take("key", this::attempt));
    busy = false;
    await().until(request::isDone);
    assertThat(turns.take("key", () -> "replayed")).isEqualTo("replayed");
    assertThat(tries.get()).isGreaterThan(before);
  }

  /** A repeat, and who found a key busy, waited for whoever tried another key again. */
  @Test
  void aKeyThatIsTriedForLongKeepsNoOtherFromBeingTriedAgain() throws Exception {
    IdempotencyKeyTurns turns = new IdempotencyKeyTurns(Duration.ofMinutes(1));
    CountDownLatch held = new CountDownLatch(1);
    Future<String> slow = clients.submit(() -> turns.take("held", () -> onlyLater("held", held)));
    await().until(() -> tries.get() == 2);
    CountDownLatch free = new CountDownLatch(0);

    Future<String> other =
        clients.submit(() -> turns.take("other", () -> onlyLater("other", free)));

    assertThat(other).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("created");
    assertThat(slow).isNotDone();
    held.countDown();
    assertThat(slow).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("created");
  }

  @Test
  void fewKeysAreTriedAgainAtOnce() {
    IdempotencyKeyTurns turns = new IdempotencyKeyTurns(Duration.ofMinutes(1));
    CountDownLatch held = new CountDownLatch(1);
    List<Future<String>> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String key = "key" + i;
      requests.add(clients.submit(() -> turns.take(key, () -> onlyLater(key, held))));
    }
    await().until(() -> tries.get() == 24);
    await().during(Duration.ofMillis(500)).until(() -> tries.get() == 24);
    held.countDown();
    await().until(() -> requests.stream().allMatch(Future::isDone));
    assertThat(tries.get()).isEqualTo(40);
  }

  /** Finds the key busy at first. */
  private String onlyLater(String key, CountDownLatch held) {
    tries.incrementAndGet();
    if (tried.add(key)) {
      throw new IdempotencyKeyBusyException(null);
    }
    try {
      held.await();
      return "created";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String attempt() {
    most.accumulateAndGet(trying.incrementAndGet(), Math::max);
    try {
      tries.incrementAndGet();
      Thread.sleep(10);
      if (busy) {
        throw new IdempotencyKeyBusyException(null);
      }
      return "created";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      trying.decrementAndGet();
    }
  }
}
