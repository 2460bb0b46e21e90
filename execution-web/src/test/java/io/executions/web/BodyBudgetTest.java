package io.executions.web;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.executions.api.ServiceUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
  private static final long LONG_MILLIS = TimeUnit.MINUTES.toMillis(1);

  @Test
  void refusesWhatDoesNotFitBesideTheOthers() {
    BodyBudget budget = new BodyBudget(100, 0);
    budget.take(60);
    assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> budget.take(41));
    assertThatNoException().isThrownBy(() -> budget.take(40));
  }

  @Test
  void hasRoomAgainWhenOthersAreDone() {
    BodyBudget budget = new BodyBudget(100, 0);
    budget.take(100);
    budget.giveBack(100);
    assertThatNoException().isThrownBy(() -> budget.take(100));
  }

  @Test
  void waitsForOthersToBeDone() {
    BodyBudget budget = new BodyBudget(100, LONG_MILLIS);
    budget.take(100);
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> budget.take(50));
    budget.giveBack(50);
    assertThatNoException().isThrownBy(() -> other.get(LONG_MILLIS, TimeUnit.MILLISECONDS));
  }
}
