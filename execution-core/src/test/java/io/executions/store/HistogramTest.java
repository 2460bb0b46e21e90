package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Percentiles;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistogramTest {
  private static final int MANY = 20_000;
  private static final double DAY_MICROS = 86_400e6;
  private static final Percentage RIGHT = Percentage.withPercentage(10);

  /** Distributions, each by what it makes of an even one between 0 and 1; in microseconds. */
  static Stream<DoubleUnaryOperator> distributions() {
    return Stream.of(
        even -> 1000 + even * 1e6,
        even -> 1000 * Math.pow(12 * DAY_MICROS / 1000, even),
        even -> 1000 - 50_000 * Math.log(1 - even),
        even -> even < 0.94 ? 2000 : even < 0.985 ? 90_000 : 3_600_000_000.0,
        even -> 1000);
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void percentilesAreRightWithinATenth(DoubleUnaryOperator distribution) {
    Random random = new Random(17);
    long[] times = new long[MANY];
    Histogram histogram = new Histogram();
    for (int i = 0; i < MANY; i++) {
      times[i] = (long) distribution.applyAsDouble(random.nextDouble());
      histogram.add(Histogram.bucket(times[i]), 1);
    }
    Arrays.sort(times);

    Percentiles found = Histogram.parse(histogram.text().orElseThrow()).percentiles().orElseThrow();

    assertThat(micros(found.p50())).isCloseTo(times[MANY / 2 - 1], RIGHT);
    assertThat(micros(found.p95())).isCloseTo(times[MANY / 100 * 95 - 1], RIGHT);
    assertThat(micros(found.p99())).isCloseTo(times[MANY / 100 * 99 - 1], RIGHT);
  }

  @Test
  void everyTimeFromAMillisecondToTwelveDaysIsWithinATenthOfItsBucketsMiddle() {
    for (double micros = 1000; micros < 12 * DAY_MICROS; micros *= 1.003) {
      Histogram one = new Histogram();
      one.add(Histogram.bucket((long) micros), 1);
      assertThat(micros(one.percentiles().orElseThrow().p50())).isCloseTo((long) micros, RIGHT);
    }
  }

  @Test
  void whatIsShorterOrLongerIsInTheFirstOrTheLastBucket() {
    assertThat(List.of(-5L, 0L, 999L, 1000L)).allMatch(micros -> Histogram.bucket(micros) == 0);
    assertThat(Histogram.bucket(Long.MAX_VALUE)).isEqualTo(Histogram.LAST);
    assertThat(Histogram.bucket((long) (12 * DAY_MICROS))).isEqualTo(Histogram.LAST);
  }

  @Test
  void anEmptyOneHasNeitherPercentilesNorAText() {
    assertThat(new Histogram().percentiles()).isEmpty();
    assertThat(new Histogram().text()).isEmpty();
    assertThat(Histogram.parse(null).counts()).isEmpty();
  }

  @Test
  void aTextThatSomebodyHasEditedStopsNothing() {
    assertThat(Histogram.parse("3:2 x 7:99999999999999 :: 999:4 -1").counts())
        .containsEntry(3, 2L)
        .containsEntry(Histogram.LAST, 4L);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
