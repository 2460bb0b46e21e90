package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.CreationResult;
import io.executions.api.DuplicateExecutionException;
import io.executions.api.KeyBusyException;
import io.executions.api.NewExecution;
import io.executions.api.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Creations that meet each other, or an end, at one unique key. */
class UniqueRaceTest extends UniqueContract {
  private final ExecutorService threads = Executors.newFixedThreadPool(16);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aTransactionCreatesAnotherOneIfTheFirstHasEndedSinceItBegan() throws Exception {
    long first = create(WORK).execution().id();

    long second =
        store.call(
            () -> {
              store.transaction.sql(sql -> sql.number("SELECT COUNT(*) FROM execution"));
              inAnother(
                  () -> {
                    cancel(first);
                    return null;
                  });
              return store.unique.add(WORK).result().execution().id();
            });

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void ofManyThatCreateAtTheSameTimeOneDoes() throws Exception {
    for (Unique unique : List.of(KEY, Unique.during(Duration.ofHours(1), "hour"))) {
      for (int round = 0; round < 5; round++) {
        NewExecution asked =
            WORK.withUnique(
                new Unique(unique.key() + round, unique.period(), unique.onDuplicate()));
        List<CreationResult> results = atOnce(() -> create(asked));
        assertOne(results);
        store.update("UPDATE execution_unique SET held_until = 0 WHERE held_until IS NOT NULL");
        cancel(results.get(0).execution().id());
        assertOne(atOnce(() -> create(asked)));
      }
    }
  }

  @Test
  void aRetryAndCreationsAtTheSameTimeLeaveOneUnfinished() throws Exception {
    for (int round = 0; round < 5; round++) {
      NewExecution asked = WORK.withUnique(Unique.whileUnfinished("race " + round));
      long first = create(asked).execution().id();
      cancel(first);
      Future<?> retry =
          threads.submit(
              () -> {
                try {
                  retry(first);
                } catch (DuplicateExecutionException e) {
                  // A creation was faster.
                }
              });
      create(asked);
      retry.get();
      assertThat(
              store.number(
                  "SELECT COUNT(*) FROM execution WHERE unique_key = ? AND finished_at IS NULL",
                  "race " + round))
          .isEqualTo(1);
    }
  }

  /** A long transaction keeps its rival waiting for two seconds at most. */
  @Test
  void aKeyThatATransactionHoldsIsBusyForOthers() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    Future<Long> holder =
        threads.submit(
            () ->
                store.call(
                    () -> {
                      long id = store.unique.add(WORK).result().execution().id();
                      written.countDown();
                      await(commit);
                      return id;
                    }));
    written.await();
    long start = System.nanoTime();
    assertThatThrownBy(() -> store.call(() -> store.unique.add(WORK)))
        .isInstanceOf(KeyBusyException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThatThrownBy(() -> store.unique.add(WORK)).isInstanceOf(KeyBusyException.class);
    commit.countDown();

    assertThat(create(WORK).execution().id()).isEqualTo(holder.get());
  }

  @Test
  void aTransactionFindsWhatOthersHaveCommittedSinceItBegan() throws Exception {
    long first =
        store.call(
            () -> {
              store.transaction.sql(sql -> sql.number("SELECT COUNT(*) FROM execution"));
              long others = inAnother(() -> create(WORK)).execution().id();
              assertThat(store.unique.add(WORK).result().execution().id()).isEqualTo(others);
              return others;
            });

    assertThat(create(WORK).execution().id()).isEqualTo(first);
  }

  @Test
  void aRolledBackCreationLeavesItsKeyFree() {
    assertThatThrownBy(
            () ->
                store.call(
                    () -> {
                      store.unique.add(WORK);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    assertThat(create(WORK).existing()).isFalse();
  }

  private void assertOne(List<CreationResult> results) {
    assertThat(results)
        .extracting(result -> result.execution().id())
        .containsOnly(results.get(0).execution().id());
    assertThat(results).filteredOn(result -> !result.existing()).hasSize(1);
  }

  private <T> List<T> atOnce(Callable<T> work) throws Exception {
    CyclicBarrier together = new CyclicBarrier(16);
    Callable<T> each =
        () -> {
          together.await();
          return work.call();
        };
    List<T> results = new ArrayList<>();
    for (Future<T> one : threads.invokeAll(Collections.nCopies(16, each))) {
      results.add(one.get());
    }
    return results;
  }

  private <T> T inAnother(Callable<T> work) {
    try {
      return threads.submit(work).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
