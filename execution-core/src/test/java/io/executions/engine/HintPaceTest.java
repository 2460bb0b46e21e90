package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HintPaceTest {
  private final AtomicLong ticks = new AtomicLong(-7);
  private final HintPace pace = new HintPace(ticks::get);

  @Test
  void nothingHeardIsNoReasonToLook() {
    assertThat(pace.looksNow()).isFalse();
    assertThat(pace.untilLook()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theFirstIsLookedForAtOnceAndWhatFollowsTogetherAfterAPause() {
    pace.heard();
    assertThat(pace.looksNow()).isTrue();
    pace.looked(true);
    pass(5);
    pace.heard();
    pace.heard();
    assertThat(pace.looksNow()).isFalse();
    assertThat(pace.untilLook()).isEqualTo(Duration.ofMillis(15).toNanos());
    pass(15);
    assertThat(pace.looksNow()).isTrue();
    assertThat(pace.looksNow()).isFalse();
  }

  @Test
  void whileItIsInVainThePausesGrowToAThirdOfASecond() {
    for (long pause : new long[] {20, 40, 80, 160, 320, 320}) {
      pace.heard();
      assertThat(pace.looksNow()).isTrue();
      pace.looked(false);
      pass(1);
      pace.heard();
      pass(pause - 2);
      assertThat(pace.looksNow()).isFalse();
      pass(1);
    }
  }

  @Test
  void whatIsClaimedMakesThemShortAgain() {
    lookInVain(5);
    pace.looked(true);
    pace.heard();
    assertThat(pace.untilLook()).isEqualTo(Duration.ofMillis(20).toNanos());
  }

  @Test
  void soDoesASecondWithoutHints() {
    lookInVain(5);
    pass(1000);
    pace.heard();
    assertThat(pace.looksNow()).isTrue();
    pace.looked(false);
    pace.heard();
    assertThat(pace.untilLook()).isEqualTo(Duration.ofMillis(20).toNanos());
  }

  @Test
  void looksForOtherReasonsAreNotInVain() {
    for (int i = 0; i < 10; i++) {
      pace.looked(false);
    }
    pace.heard();
    assertThat(pace.looksNow()).isTrue();
    pace.heard();
    assertThat(pace.untilLook()).isEqualTo(Duration.ofMillis(20).toNanos());
  }

  private void lookInVain(int times) {
    for (int i = 0; i < times; i++) {
      pace.heard();
      pass(pace.untilLook() / 1_000_000);
      assertThat(pace.looksNow()).isTrue();
      pace.looked(false);
    }
  }

  private void pass(long millis) {
    ticks.addAndGet(Duration.ofMillis(millis).toNanos());
  }
}
