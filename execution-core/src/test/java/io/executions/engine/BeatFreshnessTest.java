package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BeatFreshnessTest {
  private static final long LEASE = Duration.ofSeconds(10).toNanos();
  private static final long BOUND = Duration.ofSeconds(7).toNanos();

  private long now = -3;
  private final BeatFreshness beats = new BeatFreshness(Duration.ofNanos(LEASE), () -> now);

  @Test
  void areNotFreshBeforeTheFirst() {
    assertThat(beats.fresh()).isFalse();
    assertThat(beats.unbrokenSince()).isEqualTo(now);
  }

  @Test
  void areFreshForSevenTenthsOfALeaseFromWhenTheLastWasSent() {
    beats.confirmed(now);
    now += BOUND - 1;
    assertThat(beats.fresh()).isTrue();
    now++;
    assertThat(beats.fresh()).isFalse();
  }

  @Test
  void areUnbrokenWhileEachFollowsInTime() {
    long first = now;
    beats.confirmed(now);
    for (int beat = 0; beat < 10; beat++) {
      now += BOUND;
      beats.confirmed(now);
    }
    assertThat(beats.unbrokenSince()).isEqualTo(first);
  }

  @Test
  void areBrokenByAGapAlsoAfterItHasEnded() {
    beats.confirmed(now);
    now += BOUND + 1;
    assertThat(beats.unbrokenSince()).isEqualTo(now);
    beats.confirmed(now);
    long again = now;
    now += LEASE / 2;
    beats.confirmed(now);
    assertThat(beats.unbrokenSince()).isEqualTo(again);
  }

  @Test
  void areBrokenWhileTheLastIsTooOld() {
    beats.confirmed(now);
    now += LEASE;
    assertThat(beats.unbrokenSince()).isEqualTo(now);
  }

  @Test
  void goWellUnlessTheLastFailedOrIsLongAgo() {
    assertThat(beats.goWell()).isFalse();
    beats.confirmed(now);
    assertThat(beats.goWell()).isTrue();
    beats.broken();
    assertThat(beats.goWell()).isFalse();
    assertThat(beats.fresh()).isTrue();
    beats.confirmed(now);
    now += BOUND;
    assertThat(beats.goWell()).isFalse();
  }
}
