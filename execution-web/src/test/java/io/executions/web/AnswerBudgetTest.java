package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executions.api.ServiceUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerBudgetTest {
  private static final long LONG_MILLIS = TimeUnit.MINUTES.toMillis(1);

  @Test
  void makesNoMoreThanSoManyAtOnce() {
    AnswerBudget budget = new AnswerBudget(1, 0);

    assertThatExceptionOfType(ServiceUnavailableException.class)
        .isThrownBy(() -> budget.make(() -> budget.make(() -> "second")));
  }

  @Test
  void hasRoomAgainAfterEachAnswerAlsoOneThatFailed() {
    AnswerBudget budget = new AnswerBudget(1, 0);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                budget.make(
                    () -> {
                      throw new IllegalStateException();
                    }));
    assertThat(budget.make(() -> "next")).isEqualTo("next");
  }

  @Test
  void waitsForOthersToBeMade() throws Exception {
    AnswerBudget budget = new AnswerBudget(1, LONG_MILLIS);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch made = new CountDownLatch(1);
    CompletableFuture<Object> first =
        CompletableFuture.supplyAsync(
            () ->
                budget.make(
                    () -> {
                      begun.countDown();
                      return await(made);
                    }));
    assertThat(await(begun)).isTrue();
    CompletableFuture<String> second =
        CompletableFuture.supplyAsync(() -> budget.make(() -> "second"));

    made.countDown();

    assertThat(first.get(LONG_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(true);
    assertThat(second.get(LONG_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo("second");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(LONG_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
