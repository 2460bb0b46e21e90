package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
  @ParameterizedTest
  @CsvSource({"1, 1000, 1", "3, 1000, 1", "7, 1000, 3", "100, 60000, 100", "1000000, 1000, 5"})
  void noPeriodHoldsMoreStartsThanTheLimitSays(int count, long periodMs, int burst) {
    RateLimit limit = new RateLimit(count, Duration.ofMillis(periodMs), burst);
    Rate rate = Rate.of(limit);
    long period = periodMs * 1000;
    Random random = new Random(count);
    List<Long> starts = new ArrayList<>();
    long keptAt = 0;
    long now = 1_000_000_000_000L;
    for (int step = 0; step < 2000; step++) {
      long allowed = Math.min(rate.allowed(keptAt, now), random.nextInt(4));
      for (int i = 0; i < allowed; i++) {
        starts.add(now);
      }
      if (allowed > 0) {
        keptAt = rate.after(keptAt, now, allowed);
      }
      now += random.nextInt(20) == 0 ? period : random.nextLong(1, 2 * rate.interval() + 1);
    }

    assertThat(starts).isNotEmpty();
    int first = 0;
    for (int last = 0; last < starts.size(); last++) {
      while (starts.get(last) - starts.get(first) >= period) {
        first++;
      }
      assertThat(last - first + 1).isLessThanOrEqualTo(count + burst - 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 1", "5, 5"})
  void aRestIsWorthABurstAndNoMore(int count, int burst) {
    Rate rate = Rate.of(new RateLimit(count, Duration.ofSeconds(1), burst));

    assertThat(rate.allowed(0, 1_000_000_000)).isEqualTo(burst);
    long keptAt = rate.after(0, 1_000_000_000, burst);
    assertThat(rate.allowed(keptAt, 1_000_000_000)).isZero();
    long next = rate.nextStart(keptAt, 1_000_000_000);
    assertThat(rate.allowed(keptAt, next - 1)).isZero();
    assertThat(rate.allowed(keptAt, next)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "10, 10"})
  void aClockThatWasSetBackCostsAPeriodAtMost(int count, int burst) {
    Rate rate = Rate.of(new RateLimit(count, Duration.ofSeconds(10), burst));
    long keptAt = rate.after(0, 5_000_000_000_000L, 1);

    assertThat(rate.nextStart(keptAt, 1_000_000_000)).isLessThanOrEqualTo(1_010_000_000);
  }
}
