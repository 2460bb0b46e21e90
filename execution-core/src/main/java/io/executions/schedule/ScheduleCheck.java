package io.executions.schedule;

import io.executions.api.CatchUp;
import io.executions.api.Faults;
import io.executions.api.NewSchedule;
import io.executions.api.OnDuplicate;
import io.executions.api.Overlap;
import io.executions.api.Timing;
import io.executions.api.TypeName;
import io.executions.api.Unique;
import java.time.Duration;
import java.time.Instant;

/** Says what is wrong with a schedule beside what it creates. */
public final class ScheduleCheck {
  private static final String PREVIEW = "preview";

  private ScheduleCheck() {}

  /** Adds all that is wrong, each at its pointer. */
  public static void addFaults(NewSchedule schedule, Faults faults) {
    if (!TypeName.isLegal(schedule.name())) {
      faults.add("/name", TypeName.RULE);
    }
    if (schedule.name().equals(PREVIEW)) {
      faults.add("/name", "must not be preview, which is what POST /schedules/preview makes");
    }
    Faults ofTiming = new Faults();
    TimingCheck.read(schedule.timing(), Instant.EPOCH, ofTiming);
    faults.addAll(ofTiming.all());
    addFaultsOfBounds(schedule, faults);
  }

  private static void addFaultsOfBounds(NewSchedule schedule, Faults faults) {
    Unique unique = schedule.create().unique();
    if (unique != null && unique.onDuplicate() != OnDuplicate.EXISTING) {
      faults.add("/onDuplicate", "must be existing: a time whose key another one has is skipped");
    }
    if (schedule.create().expiresAt() != null) {
      faults.add("/expiresAt", "is not for schedules, which create again and again: expiresAfter");
    }
    if (schedule.expiresAfter().filter(after -> !Timing.isInterval(after)).isPresent()) {
      faults.add("/expiresAfter", Timing.EVERY_RULE);
    }
    if (schedule.create().runAt() != null) {
      faults.add("/runAt", "is not for schedules, which say themselves when");
    }
    schedule
        .endAt()
        .filter(end -> schedule.timing().startAt().filter(end::isBefore).isPresent())
        .ifPresent(end -> faults.add("/endAt", "must not be before startAt"));
    if (schedule.catchUp() == CatchUp.ALL && schedule.overlap() != Overlap.ALLOW) {
      faults.add("/catchUp", "must not be all unless overlap is allow");
    }
    if (!Timing.isInterval(schedule.catchUpWindow())) {
      faults.add("/catchUpWindow", Timing.EVERY_RULE);
    }
    Duration jitter = schedule.jitter();
    if (jitter.isNegative() || jitter.compareTo(NewSchedule.MAX_JITTER) > 0) {
      faults.add("/jitterMs", "must be from 0 to " + NewSchedule.MAX_JITTER.toMillis());
    }
    schedule
        .description()
        .filter(text -> text.length() > NewSchedule.MOST_DESCRIPTION)
        .ifPresent(
            text ->
                faults.add(
                    "/description",
                    "must have at most %d characters".formatted(NewSchedule.MOST_DESCRIPTION)));
  }
}
