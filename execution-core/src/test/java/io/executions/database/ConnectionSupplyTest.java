package io.executions.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionSupplyTest {
  private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 5);
  private final ConnectionSupply supply = new ConnectionSupply(ticks::get);

  @Test
  void failsFromARefusalUntilTheNextConnection() {
    assertThat(supply.fails()).isFalse();
    supply.refused();
    assertThat(supply.fails()).isTrue();
    supply.given();
    assertThat(supply.fails()).isFalse();
  }

  @Test
  void forgetsARefusalThatNobodyTriedAgain() {
    supply.refused();
    ticks.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
    assertThat(supply.fails()).isTrue();
    ticks.addAndGet(1);
    assertThat(supply.fails()).isFalse();
  }
}
