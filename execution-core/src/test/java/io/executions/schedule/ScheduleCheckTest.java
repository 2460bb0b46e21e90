package io.executions.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.CatchUp;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleCheckTest {
  private static final NewSchedule NIGHTLY =
      NewSchedule.of("nightly", Timing.cron("0 2 * * *"), NewExecution.of("work"));

  @Test
  void findsNothingWrongWithWhatIsRight() {
    assertThat(pointers(NIGHTLY)).isEmpty();
    assertThat(
            pointers(
                NIGHTLY
                    .withOverlap(Overlap.ALLOW)
                    .withCatchUp(CatchUp.ALL, Timing.LONGEST)
                    .withJitter(NewSchedule.MAX_JITTER)))
        .isEmpty();
  }

  @Test
  void noScheduleIsNamedAsTheRequestForAPreview() {
    NewSchedule preview = NewSchedule.of("preview", NIGHTLY.timing(), NIGHTLY.create());
    assertThat(pointers(preview)).containsExactly("/name");
    assertThat(pointers(NewSchedule.of("No", NIGHTLY.timing(), NIGHTLY.create())))
        .containsExactly("/name");
  }

  @Test
  void namesAllThatIsWrongAtOnce() {
    NewSchedule wrong =
        NewSchedule.of(
                "no name",
                Timing.cron("61 * * * *").startingAt(Instant.parse("2030-01-01T00:00:00Z")),
                NIGHTLY.create().withRunAt(Instant.EPOCH))
            .endingAt(Instant.parse("2029-01-01T00:00:00Z"))
            .withCatchUp(CatchUp.ALL, Duration.ofMillis(1))
            .withJitter(NewSchedule.MAX_JITTER.plusMillis(1))
            .withDescription("x".repeat(NewSchedule.MOST_DESCRIPTION + 1));
    assertThat(pointers(wrong))
        .containsExactlyInAnyOrder(
            "/name",
            "/cron",
            "/runAt",
            "/endAt",
            "/catchUp",
            "/catchUpWindow",
            "/jitterMs",
            "/description");
  }

  private static List<String> pointers(NewSchedule schedule) {
    Faults faults = new Faults();
    ScheduleCheck.addFaults(schedule, faults);
    return faults.all().stream().map(Fault::pointer).toList();
  }
}
