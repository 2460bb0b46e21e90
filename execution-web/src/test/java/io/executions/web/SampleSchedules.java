package io.executions.web;

import static io.executions.web.SampleValues.TEXT;
import static io.executions.web.SampleValues.TIME;
import static io.executions.web.SampleValues.creation;

import io.executions.api.CatchUp;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.Schedule;
import io.executions.api.SchedulePreview;
import io.executions.api.ScheduleSource;
import io.executions.api.ScheduleState;
import io.executions.api.Timing;
import io.executions.api.Unique;
import java.time.Duration;
import java.util.Optional;

/** Schedules: full ones and sparse ones. */
final class SampleSchedules {
  static SchedulePreview preview() {
    Optional<Duration> every = Optional.of(Duration.ofHours(36));
    Timing timing = new Timing(Optional.of("@daily"), every, "Europe/Berlin", Optional.of(TIME));
    return SchedulePreview.of(timing).from(TIME).withCount(7);
  }

  static NewSchedule newSchedule() {
    return NewSchedule.of(
            "nightly",
            preview().timing(),
            creation()
                .withRunAt(null)
                .withUnique(Unique.during(Duration.ofDays(1), "a key"))
                .withExpiresAt(null))
        .withExpiresAfter(Duration.ofHours(36))
        .withOverlap(Overlap.ALLOW)
        .withCatchUp(CatchUp.ALL, Duration.ofDays(2))
        .withJitter(Duration.ofMillis(1500))
        .withDescription("a text")
        .withPaused(true)
        .endingAt(TIME);
  }

  static Schedule schedule(boolean full) {
    Timing none = new Timing(Optional.empty(), Optional.empty(), "UTC", Optional.empty());
    NewSchedule sparse =
        NewSchedule.of(
            "nightly", none, creation().withRunAt(null).withUnique(null).withExpiresAt(null));
    return new Schedule(
        full ? newSchedule() : sparse.withPaused(false),
        full ? ScheduleSource.CODE : ScheduleSource.API,
        full ? ScheduleState.PAUSED : ScheduleState.ACTIVE,
        full ? Optional.of(TIME) : Optional.empty(),
        full
            ? Optional.of(new Schedule.LastExecution(42, ExecutionStatus.RUNNING, TIME))
            : Optional.empty(),
        full ? Optional.of(TIME) : Optional.empty(),
        7,
        8,
        full ? TEXT : Optional.empty());
  }

  private SampleSchedules() {}
}
