package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.port.IdempotencyKeys.Creation;
import io.executions.api.port.IdempotencyKeys.IdempotencyKeyBusyException;
import io.executions.api.port.IdempotencyKeys.KeyTakenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest extends StoreContract {
  private static final Creation ONE = new Creation("a".repeat(64), List.of(1L));
  private static final Creation TWO = new Creation("b".repeat(64), List.of(2L, 9007199254740991L));

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private IdempotencyRows keys;

  @BeforeEach
  void open() {
    keys = new IdempotencyRows(store.transaction);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aKeyIsFoundWithItsCreationByItsCallerOnly() {
    String key = "Schlüssel-" + "k".repeat(245);
    remember("alice", key, TWO);

    assertThat(keys.find("alice", key)).contains(TWO);
    assertThat(keys.find("bob", key)).isEmpty();
    assertThat(keys.find("alice", key.toUpperCase(Locale.ROOT))).isEmpty();
  }

  @Test
  void aKeyIsTakenOnce() {
    remember("alice", "key", ONE);

    assertThatThrownBy(() -> remember("alice", "key", TWO)).isInstanceOf(KeyTakenException.class);
    remember("bob", "key", TWO);
    assertThat(keys.find("alice", "key")).contains(ONE);
  }

  @Test
  void keysThatDifferInCaseOrTrailingBlanksAreDifferent() {
    remember("alice", "key", ONE);
    remember("alice", "KEY", TWO);

    assertThat(keys.find("alice", "key")).contains(ONE);
    assertThat(keys.find("alice", "KEY")).contains(TWO);
  }

  @Test
  void aKeyOfMoreThanADayIsFree() throws Exception {
    remember("alice", "key", ONE);
    store.update("UPDATE execution_idempotency SET created_at = ?", store.now() - 86_400_000_001L);

    assertThat(keys.find("alice", "key")).isEmpty();
    remember("alice", "key", TWO);
    assertThat(keys.find("alice", "key")).contains(TWO);
  }

  /** Both find it old: a change that does not say the age again would let both create. */
  @Test
  void anOldKeyIsTakenByOneOfTwoAtTheSameTime() throws Exception {
    remember("alice", "key", new Creation("c".repeat(64), List.of(3L)));
    store.update("UPDATE execution_idempotency SET created_at = ?", store.now() - 86_400_000_001L);
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    Future<?> first = threads.submit(() -> rememberSlowly(ONE, written, commit, false));
    written.await();
    Future<?> second = threads.submit(() -> remember("alice", "key", TWO));
    assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    commit.countDown();

    first.get();
    assertThatThrownBy(second::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(KeyTakenException.class);
    assertThat(keys.find("alice", "key")).contains(ONE);
    assertThat(store.number("SELECT COUNT(*) FROM execution_idempotency")).isEqualTo(1);
  }

  @Test
  void anOldKeyIsTakenByOneOfManyThatRaceForIt() throws Exception {
    for (int round = 0; round < 10; round++) {
      String key = "old" + round;
      remember("alice", key, new Creation("c".repeat(64), List.of(3L)));
      store.update(
          "UPDATE execution_idempotency SET created_at = ?", store.now() - 86_400_000_001L);
      assertThat(winnersOfARace(key)).isEqualTo(1);
    }
  }

  /** So long may a request hold a connection for a key; it comes back later, without one. */
  @Test
  void aKeyThatAnotherHoldsIsBusyWithinSeconds() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    Future<?> holder = threads.submit(() -> rememberSlowly(ONE, written, commit, false));
    written.await();
    long start = System.nanoTime();
    assertThatThrownBy(() -> remember("alice", "key", TWO))
        .isInstanceOf(IdempotencyKeyBusyException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    commit.countDown();
    holder.get();
  }

  @Test
  void aKeyOfACreationThatWasRolledBackIsFree() {
    assertThatThrownBy(
            () ->
                store.call(
                    () -> {
                      keys.remember("alice", "key", ONE);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    remember("alice", "key", TWO);
  }

  @Test
  void theSecondOfTwoWaitsForTheFirstAndIsToldThatTheKeyIsTaken() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    Future<?> first = threads.submit(() -> rememberSlowly(ONE, written, commit, false));
    written.await();
    Future<?> second = threads.submit(() -> remember("alice", "key", TWO));

    assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    commit.countDown();

    first.get();
    assertThatThrownBy(second::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(KeyTakenException.class);
    assertThat(keys.find("alice", "key")).contains(ONE);
  }

  @Test
  void theSecondOfTwoGetsTheKeyWhenTheFirstRollsBack() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    Future<?> first = threads.submit(() -> rememberSlowly(ONE, written, commit, true));
    written.await();
    Future<?> second = threads.submit(() -> remember("alice", "key", TWO));
    commit.countDown();

    assertThatThrownBy(first::get).hasRootCauseMessage("rolled back");
    second.get();
    assertThat(keys.find("alice", "key")).contains(TWO);
  }

  @Test
  void oneOfManyThatRaceForAKeyWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String key = "race" + round;
      assertThat(winnersOfARace(key)).isEqualTo(1);
    }
  }

  @Test
  void differentKeysNeverGetInEachOthersWay() throws Exception {
    List<Callable<Void>> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String key = "key" + Integer.toHexString(i * 7919 % 200);
      requests.add(
          () -> {
            remember("alice", key, ONE);
            return null;
          });
    }
    for (Future<Void> request : threads.invokeAll(requests)) {
      request.get();
    }
    assertThat(store.number("SELECT COUNT(*) FROM execution_idempotency")).isEqualTo(200);
  }

  private int winnersOfARace(String key) throws Exception {
    List<Callable<Boolean>> racers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      racers.add(
          () -> {
            try {
              remember("alice", key, ONE);
              return true;
            } catch (KeyTakenException | IdempotencyKeyBusyException e) {
              return false;
            }
          });
    }
    int winners = 0;
    for (Future<Boolean> racer : threads.invokeAll(racers)) {
      winners += racer.get() ? 1 : 0;
    }
    return winners;
  }

  private void remember(String caller, String key, Creation creation) {
    store.call(
        () -> {
          keys.remember(caller, key, creation);
          return null;
        });
  }

  private Void rememberSlowly(
      Creation creation, CountDownLatch written, CountDownLatch commit, boolean fails) {
    return store.call(
        () -> {
          keys.remember("alice", "key", creation);
          written.countDown();
          try {
            commit.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          if (fails) {
            throw new IllegalStateException("rolled back");
          }
          return null;
        });
  }
}
