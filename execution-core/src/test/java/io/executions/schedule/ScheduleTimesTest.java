package io.executions.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.executions.api.CatchUp;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is done about times that have come. */
class ScheduleTimesTest {
  private static final Instant TEN = Instant.parse("2026-05-05T10:00:00Z");
  private static final NewSchedule HOURLY =
      NewSchedule.of("hourly", Timing.cron("@hourly"), NewExecution.of("work"));

  @Test
  void oneThatCameJustNowIsCreatedWhateverTheCatchUp() {
    for (CatchUp catchUp : CatchUp.values()) {
      ScheduleTimes.Due due = due(catching(catchUp), TEN, TEN.plusMillis(3));
      assertThat(due.times()).containsExactly(TEN);
      assertThat(due.missed()).isZero();
      assertThat(due.next()).contains(TEN.plusSeconds(3600));
    }
  }

  @Test
  void theLatestStandsForAllThatWereMissed() {
    ScheduleTimes.Due due = due(catching(CatchUp.LATEST), TEN, TEN.plusSeconds(3 * 3600 + 1800));
    assertThat(due.times()).containsExactly(TEN.plusSeconds(3 * 3600));
    assertThat(due.missed()).isEqualTo(3);
    assertThat(due.next()).contains(TEN.plusSeconds(4 * 3600));
  }

  @Test
  void allAreCreatedTheOldestFirst() {
    ScheduleTimes.Due due = due(catching(CatchUp.ALL), TEN, TEN.plusSeconds(2 * 3600));
    assertThat(due.times()).containsExactly(TEN, TEN.plusSeconds(3600), TEN.plusSeconds(2 * 3600));
    assertThat(due.missed()).isZero();
  }

  @Test
  void allAreCreatedInPartsWhereTheyAreMany() {
    NewSchedule often =
        NewSchedule.of("often", Timing.cron("* * * * * *"), NewExecution.of("work"))
            .withOverlap(Overlap.ALLOW)
            .withCatchUp(CatchUp.ALL, Duration.ofHours(24));
    ScheduleTimes.Due due = due(often, TEN, TEN.plusSeconds(1000));
    assertThat(due.times()).hasSize(ScheduleTimes.MOST).startsWith(TEN);
    assertThat(due.next()).contains(TEN.plusSeconds(ScheduleTimes.MOST));
  }

  @Test
  void noneIsCreatedLate() {
    ScheduleTimes.Due due = due(catching(CatchUp.NONE), TEN, TEN.plusSeconds(3600 + 120));
    assertThat(due.times()).isEmpty();
    assertThat(due.missed()).isEqualTo(2);
    assertThat(due.next()).contains(TEN.plusSeconds(2 * 3600));
  }

  @Test
  void whatIsOlderThanTheWindowStaysMissed() {
    Duration window = Duration.ofMinutes(90);
    Instant now = TEN.plusSeconds(3 * 3600 + 1800);
    ScheduleTimes.Due all = due(HOURLY.withCatchUp(CatchUp.ALL, window), TEN, now);
    assertThat(all.times()).containsExactly(TEN.plusSeconds(2 * 3600), TEN.plusSeconds(3 * 3600));
    assertThat(all.missed()).isEqualTo(2);
    ScheduleTimes.Due latest =
        due(HOURLY.withCatchUp(CatchUp.LATEST, Duration.ofMinutes(20)), TEN, now);
    assertThat(latest.times()).isEmpty();
    assertThat(latest.missed()).isEqualTo(4);
  }

  @Test
  void theLatestOfVeryManyIsFoundAndTheyAreCountedUpToABound() {
    NewSchedule often =
        NewSchedule.of("often", Timing.every(Duration.ofSeconds(1)), NewExecution.of("work"));
    Instant now = TEN.plus(Duration.ofDays(30)).plusMillis(500);
    ScheduleTimes.Due due = due(often, TEN, now);
    assertThat(due.times()).containsExactly(now.minusMillis(500));
    assertThat(due.missed()).isEqualTo(ScheduleTimes.MOST_COUNTED - 1);
  }

  @Test
  void theLatestOfAMonthThatIsOverIsFoundAtOnce() {
    NewSchedule january =
        NewSchedule.of("january", Timing.cron("* * * * 1 *"), NewExecution.of("work"))
            .withCatchUp(CatchUp.LATEST, Duration.ofDays(30));
    ScheduleTimes times = ScheduleTimes.of(january, TEN);
    Instant away = Instant.parse("2026-01-20T00:00:00Z");
    Instant back = Instant.parse("2026-02-15T00:00:00Z");
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 100; i++) {
            ScheduleTimes.Due due = times.due(away, back, 1);
            assertThat(due.times()).containsExactly(Instant.parse("2026-01-31T23:59:59Z"));
          }
        });
  }

  @Test
  void theLatestIsTheOneThatAWalkFinds() {
    for (String cron : List.of("*/7 3,9 * * *", "0 0 29 2 *", "* * * * 1", "13 13 L * *")) {
      ScheduleTimes times =
          ScheduleTimes.of(NewSchedule.of("some", Timing.cron(cron), HOURLY.create()), TEN);
      Instant first = times.after(TEN).orElseThrow();
      Instant last = first;
      for (int i = 0; i < 300; i++) {
        Instant next = times.after(last).orElseThrow();
        Instant now = next.minusNanos(1);
        assertThat(times.due(first, now, 1).next()).contains(next);
        List<Instant> found =
            ScheduleTimes.of(
                    NewSchedule.of("some", Timing.cron(cron), HOURLY.create())
                        .withCatchUp(CatchUp.LATEST, Duration.ofDays(366 * 9)),
                    TEN)
                .due(first, now, 1)
                .times();
        assertThat(found).as("%s until %s", cron, now).containsExactly(last);
        last = next;
      }
    }
  }

  @Test
  void aStretchHasItsBeginningAndNotItsEnd() {
    ScheduleTimes times =
        ScheduleTimes.of(HOURLY.endingAt(TEN.plusSeconds(5 * 3600)), TEN.minusSeconds(9));
    assertThat(times.between(TEN, TEN.plusSeconds(2 * 3600), 9))
        .containsExactly(TEN, TEN.plusSeconds(3600));
    assertThat(times.between(TEN.plusNanos(1), TEN.plusSeconds(2 * 3600 + 1), 9))
        .containsExactly(TEN.plusSeconds(3600), TEN.plusSeconds(2 * 3600));
    assertThat(times.between(TEN, TEN.plusSeconds(99 * 3600), 3)).hasSize(3);
    assertThat(times.between(TEN, TEN.plusSeconds(99 * 3600), 99)).hasSize(6);
  }

  @Test
  void aStartBelowAMicrosecondLosesNoTime() {
    Instant start = TEN.plusNanos(999);
    ScheduleTimes times =
        ScheduleTimes.of(
            NewSchedule.of(
                "some",
                Timing.every(Duration.ofHours(1)).startingAt(start),
                NewExecution.of("work")),
            TEN);
    assertThat(times.after(TEN.minusSeconds(60))).contains(TEN);
  }

  @Test
  void nothingComesBeforeItsStartOrAfterItsEnd() {
    ScheduleTimes times =
        ScheduleTimes.of(
            NewSchedule.of(
                    "some",
                    Timing.cron("@hourly").startingAt(TEN.plusSeconds(3600)),
                    NewExecution.of("work"))
                .endingAt(TEN.plusSeconds(2 * 3600)),
            TEN);
    assertThat(times.after(TEN.minusSeconds(9999))).contains(TEN.plusSeconds(3600));
    assertThat(times.after(TEN.plusSeconds(3600))).contains(TEN.plusSeconds(2 * 3600));
    assertThat(times.after(TEN.plusSeconds(2 * 3600))).isEqualTo(Optional.empty());
  }

  private static NewSchedule catching(CatchUp catchUp) {
    return HOURLY.withCatchUp(catchUp, Duration.ofHours(24));
  }

  private static ScheduleTimes.Due due(NewSchedule schedule, Instant first, Instant now) {
    return ScheduleTimes.of(schedule, TEN).due(first, now, 9999);
  }
}
