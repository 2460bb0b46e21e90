package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Backoff;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelaysTest {
  @ParameterizedTest
  @CsvSource({"1, 50, 100", "2, 100, 200", "6, 1000, 2000", "99, 1000, 2000"})
  void isShortAfterAConflict(int conflicts, long least, long most) {
    assertThat(new RetryDelays(() -> 0).afterConflicts(conflicts))
        .isEqualTo(Duration.ofMillis(least));
    assertThat(new RetryDelays(() -> Math.nextDown(1.0)).afterConflicts(conflicts))
        .isBetween(Duration.ofMillis(most - 1), Duration.ofMillis(most));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 500, 1000",
    "2, 1000, 2000",
    "3, 2000, 4000",
    "12, 1024000, 2048000",
    "13, 1800000, 3600000",
    "31, 1800000, 3600000",
    "99, 1800000, 3600000"
  })
  void doublesUpToAnHourAndHalfOfItIsRandom(int failures, long least, long most) {
    assertThat(new RetryDelays(() -> 0).afterFailures(failures, Backoff.DEFAULT))
        .isEqualTo(Duration.ofMillis(least));
    assertThat(new RetryDelays(() -> Math.nextDown(1.0)).afterFailures(failures, Backoff.DEFAULT))
        .isBetween(Duration.ofMillis(most - 1), Duration.ofMillis(most));
    assertThat(new RetryDelays(() -> 0.5).afterFailures(failures, Backoff.DEFAULT))
        .isEqualTo(Duration.ofMillis((least + most) / 2));
  }
}
