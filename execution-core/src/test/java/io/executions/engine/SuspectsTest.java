package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SuspectsTest {
  private final AtomicLong ticks = new AtomicLong();
  private final Suspects suspects = new Suspects(ticks::get);

  @Test
  void whatWasBrokenOffOnceOrPassedInBetweenIsNotSuspected() {
    suspects.brokenOff(Map.of(Step.CLAIM, range(1, 9)));
    assertThat(othersAndThen()).isEmpty();
    suspects.passed(Map.of(Step.CLAIM, range(1, 9)));
    suspects.brokenOff(Map.of(Step.CLAIM, range(1, 9)));
    suspects.brokenOff(Map.of(Step.SETTLE, range(1, 9)));

    assertThat(othersAndThen()).isEmpty();
    assertThat(suspects.isolated(Step.CLAIM)).isEmpty();
    assertThat(suspects.more()).isFalse();
  }

  @Test
  void whatWasNotAtHandInBetweenIsSuspectedAtTheNextBreak() {
    suspects.brokenOff(Map.of(Step.CLAIM, range(1, 3)));
    suspects.passed(Map.of(Step.SETTLE, range(1, 3), Step.CLAIM, range(1, 2)));
    suspects.brokenOff(Map.of(Step.CLAIM, range(1, 3)));

    assertThat(suspects.isolated(Step.CLAIM)).containsExactly(3L);
  }

  @Test
  void onlyThoseThatWereAtHandBothTimesAreTriedApart() {
    suspects.brokenOff(Map.of(Step.CLAIM, range(1, 7), Step.SETTLE, range(20, 29)));
    suspects.brokenOff(Map.of(Step.CLAIM, range(4, 9), Step.RECOVER, range(20, 29)));

    assertThat(suspects.isolated(Step.CLAIM)).isEqualTo(range(4, 7));
    assertThat(suspects.isolated(Step.SETTLE)).isEmpty();
    for (long id : range(4, 7)) {
      Suspects.Group group = othersAndThen().orElseThrow();
      assertThat(group.step()).isEqualTo(Step.CLAIM);
      assertThat(group.ids()).containsExactly(id);
      suspects.passed(group, Set.of());
    }
    assertThat(othersAndThen()).isEmpty();
    assertThat(suspects.more()).isFalse();
  }

  @Test
  void groupsAndTheOthersTakeTurns() {
    brokenOffTwice(Step.CLAIM, range(1, 2));
    for (int times = 0; times < 2; times++) {
      assertThat(suspects.isNext()).isFalse();
      assertThat(suspects.more()).isTrue();
      assertThat(suspects.next(true)).isEmpty();
      assertThat(suspects.isNext()).isTrue();
      suspects.passed(suspects.next(true).orElseThrow(), Set.of());
    }
  }

  @Test
  void oneAmongAThousandIsFoundByFewBreaksAndFewTurns() {
    long culprit = 777;
    brokenOffTwice(Step.PROMOTE, range(1, 1000));
    int turns = 0;
    int breaks = 0;
    for (Optional<Suspects.Group> next = othersAndThen();
        next.isPresent();
        next = othersAndThen()) {
      Suspects.Group group = next.get();
      turns++;
      if (group.ids().contains(culprit)) {
        breaks++;
        suspects.brokenOff(group, group.ids());
      } else {
        suspects.passed(group, Set.of());
      }
    }

    assertThat(suspects.isolated(Step.PROMOTE)).containsExactly(culprit);
    assertThat(breaks).isEqualTo(3);
    assertThat(turns).isLessThanOrEqualTo(40);
  }

  @Test
  void theCulpritRestsLongerEachTimeAndThenIsTriedAgain() {
    brokenOffTwice(Step.CLAIM, Set.of(7L));
    List<Duration> pauses = new ArrayList<>();
    for (int times = 0; times < 10; times++) {
      Suspects.Group group = othersAndThen().orElseThrow();
      assertThat(suspects.brokenOff(group, Set.of(7L))).isTrue();
      assertThat(othersAndThen()).isEmpty();
      assertThat(suspects.isolated(Step.CLAIM)).containsExactly(7L);
      pauses.add(Duration.ofNanos(suspects.untilNext()));
      ticks.addAndGet(suspects.untilNext());
    }
    assertThat(pauses)
        .startsWith(Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10))
        .endsWith(Duration.ofMinutes(5));

    suspects.passed(othersAndThen().orElseThrow(), Set.of());
    assertThat(suspects.isolated(Step.CLAIM)).isEmpty();
    assertThat(suspects.untilNext()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void thoseForWhichThereWasNoRoomStaySuspected() {
    brokenOffTwice(Step.CLAIM, range(1, 20));
    Suspects.Group group = othersAndThen().orElseThrow();
    assertThat(group.ids()).containsExactly(1L, 2L);
    suspects.passed(group, Set.of(2L));
    assertThat(suspects.isolated(Step.CLAIM)).isEqualTo(range(2, 20));
    while (suspects.more()) {
      othersAndThen().ifPresent(each -> suspects.passed(each, Set.of(2L)));
    }

    assertThat(suspects.isolated(Step.CLAIM)).containsExactly(2L);
    assertThat(Duration.ofNanos(suspects.untilNext())).isEqualTo(Duration.ofMillis(2500));
  }

  private void brokenOffTwice(Step step, Set<Long> ids) {
    suspects.brokenOff(Map.of(step, ids));
    suspects.brokenOff(Map.of(step, ids));
  }

  private Optional<Suspects.Group> othersAndThen() {
    Optional<Suspects.Group> group = suspects.next(true);
    return group.isPresent() ? group : suspects.next(true);
  }

  private static Set<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().collect(Collectors.toSet());
  }
}
