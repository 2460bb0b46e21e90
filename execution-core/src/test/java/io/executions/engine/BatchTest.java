package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BatchTest {
  private final AtomicLong now = new AtomicLong(5);
  private final Batch batch = Batch.first(now::get).next(2);

  @Test
  void waitsForTheOthersOfAClaimAsLongAsTheyMayBeShort() {
    batch.ended();

    assertThat(batch.worthWaiting()).isEqualTo(micros(1000));
    pass(1900);
    assertThat(batch.worthWaiting()).isEqualTo(micros(100));
    pass(100);
    assertThat(batch.worthWaiting()).isZero();
  }

  @Test
  void waitsForNobodyWhenAllHaveEnded() {
    batch.ended();
    batch.ended();

    assertThat(batch.worthWaiting()).isZero();
  }

  @Test
  void waitsForNobodyAfterAClaimWhoseRunsWereLong() {
    batch.ended();
    pass(2100);
    batch.ended();

    assertThat(batch.next(2).worthWaiting()).isZero();
  }

  @Test
  void waitsForNobodyAfterAClaimWhoseRunsGoOn() {
    batch.ended();
    pass(2100);

    assertThat(batch.next(2).worthWaiting()).isZero();
  }

  @Test
  void waitsAgainAfterAClaimWhoseRunsWereShort() {
    pass(2100);
    Batch unlikely = batch.next(1);
    unlikely.ended();

    assertThat(unlikely.next(2).worthWaiting()).isEqualTo(micros(1000));
  }

  private void pass(long micros) {
    now.addAndGet(micros(micros));
  }

  private static long micros(long micros) {
    return TimeUnit.MICROSECONDS.toNanos(micros);
  }
}
