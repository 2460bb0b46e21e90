package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BatchTest {
  private final AtomicLong now = new AtomicLong(5);
  private final Batch batch = new Batch(2, now::get);

  @Test
  void waitsForTheOthersOfAClaimAsLongAsAllAreYoung() {
    batch.ended();

    assertThat(batch.worthWaiting()).isEqualTo(TimeUnit.MICROSECONDS.toNanos(200));
    now.addAndGet(TimeUnit.MICROSECONDS.toNanos(900));
    assertThat(batch.worthWaiting()).isEqualTo(TimeUnit.MICROSECONDS.toNanos(100));
  }

  @Test
  void waitsForNobodyWhenAllHaveEnded() {
    batch.ended();
    batch.ended();

    assertThat(batch.worthWaiting()).isZero();
  }

  @Test
  void waitsForNoneThatHasGoneOnForAMillisecond() {
    batch.ended();
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));

    assertThat(batch.worthWaiting()).isZero();
  }
}
