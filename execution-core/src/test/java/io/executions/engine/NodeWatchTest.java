package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.store.Snapshot.Beat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeWatchTest {
  private static final long OWN = 1;
  private static final long OTHER = 2;
  private static final long LEASE = Duration.ofSeconds(10).toNanos();

  private final NodeWatch watch = new NodeWatch(Duration.ofNanos(LEASE));

  @Test
  void aBeatThatStandsStillForALeaseIsDead() {
    assertThat(dead(5, 0, 0)).isEmpty();
    assertThat(dead(5, LEASE - 1, 0)).isEmpty();
    assertThat(dead(5, LEASE, 0)).containsExactly(beat(5, LEASE));
  }

  @Test
  void saysWhenTheNextJudgementMayBeDueToWhoeverSleepsUntilThen() {
    assertThat(watch.untilNextJudgement(OWN, 0, 0)).isEqualTo(Long.MAX_VALUE);
    dead(5, 0, 0);
    assertThat(watch.untilNextJudgement(OWN, 3, 0)).isEqualTo(LEASE - 3);
    dead(6, 100, 0);
    assertThat(watch.untilNextJudgement(OWN, 103, 0)).isEqualTo(LEASE - 3);
    assertThat(watch.untilNextJudgement(OWN, 100 + LEASE, 0)).isZero();
    assertThat(watch.untilNextJudgement(OWN, 100 + LEASE, LEASE)).isEqualTo(LEASE - 100);
    assertThat(watch.untilNextJudgement(OTHER, 3, 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aBeatThatMovedBeginsAnew() {
    dead(5, 0, 0);
    assertThat(dead(6, LEASE - 1, 0)).isEmpty();
    assertThat(dead(6, 2 * LEASE - 2, 0)).isEmpty();
    assertThat(dead(6, 2 * LEASE - 1, 0)).containsExactly(beat(6, LEASE));
  }

  @Test
  void aJumpOfTheClockKillsNobodyBecauseOwnBeatsAreBrokenToo() {
    dead(5, 0, 0);
    long jumped = 1000 * LEASE;
    assertThat(dead(5, jumped, jumped)).isEmpty();
    assertThat(dead(5, jumped + LEASE - 1, jumped)).isEmpty();
    assertThat(dead(5, jumped + LEASE, jumped)).hasSize(1);
  }

  @Test
  void theLongerOfTwoLeasesCounts() {
    Beat patient = beat(5, 6 * LEASE);
    dead(patient, 0, 0);
    assertThat(watch.untilNextJudgement(OWN, LEASE, 0)).isEqualTo(5 * LEASE);
    assertThat(dead(patient, 6 * LEASE - 1, 0)).isEmpty();
    assertThat(dead(patient, 6 * LEASE, 1)).isEmpty();
    assertThat(dead(patient, 6 * LEASE, 0)).containsExactly(patient);

    Beat hasty = beat(6, LEASE / 6);
    dead(hasty, 0, 0);
    assertThat(dead(hasty, LEASE - 1, 0)).isEmpty();
    assertThat(dead(hasty, LEASE, 0)).containsExactly(hasty);
  }

  @Test
  void aNodeNeverDeclaresItselfDead() {
    List<Beat> own = List.of(new Beat(OWN, 5, false, Duration.ofNanos(LEASE), Optional.empty()));
    watch.dead(own, OWN, 0, 0);
    assertThat(watch.dead(own, OWN, 9 * LEASE, 0)).isEmpty();
  }

  @Test
  void forgetsANodeThatWasAway() {
    dead(5, 0, 0);
    watch.dead(List.of(), OWN, LEASE / 2, 0);
    assertThat(dead(5, LEASE, 0)).isEmpty();
  }

  @Test
  void aMonotonicClockMayBeNegativeAndOverflow() {
    long start = Long.MAX_VALUE - LEASE / 2;
    dead(5, start, start);
    assertThat(dead(5, start + LEASE - 1, start)).isEmpty();
    assertThat(dead(5, start + LEASE, start)).hasSize(1);
  }

  private List<Beat> dead(long beat, long now, long unbrokenSince) {
    return dead(beat(beat, LEASE), now, unbrokenSince);
  }

  private List<Beat> dead(Beat beat, long now, long unbrokenSince) {
    return watch.dead(List.of(beat), OWN, now, unbrokenSince);
  }

  private static Beat beat(long beat, long lease) {
    return new Beat(OTHER, beat, false, Duration.ofNanos(lease), Optional.empty());
  }
}
