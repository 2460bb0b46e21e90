package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private final AtomicLong ticks = new AtomicLong();
  private final Refusals refusals = new Refusals(ticks::get);

  @ParameterizedTest(name = "{0} refusals, {1} ms after the first: {2}")
  @CsvSource({
    "0, 60000, false",
    "1, 60000, false",
    "2, 0, false",
    "100, 4999, false",
    "2, 5000, true",
    "100, 60000, true"
  })
  void itTakesSomeRefusalsAndSomeSeconds(int times, long millis, boolean nearlyEnough) {
    for (int time = 0; time < times; time++) {
      assertThat(refusals.note(7)).isEqualTo(time == 0);
    }
    ticks.addAndGet(Duration.ofMillis(millis).toNanos());

    assertThat(refusals.nearlyEnough(7)).isEqualTo(nearlyEnough);
    assertThat(refusals.nearlyEnough(8)).isFalse();
  }

  @Test
  void whatWasTakenAtLastBeginsAnew() {
    refusals.note(7);
    refusals.note(7);
    ticks.addAndGet(Duration.ofSeconds(5).toNanos());
    refusals.forget(7);

    assertThat(refusals.note(7)).isTrue();
    assertThat(refusals.nearlyEnough(7)).isFalse();
  }
}
