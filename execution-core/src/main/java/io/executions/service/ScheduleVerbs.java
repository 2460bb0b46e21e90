package io.executions.service;

import io.executions.api.Backfill;
import io.executions.api.BackfillCount;
import io.executions.api.Backfilled;
import io.executions.api.Execution;
import io.executions.api.Fault;
import io.executions.api.NewSchedule;
import io.executions.api.SavedSchedule;
import io.executions.api.Schedule;
import io.executions.api.SchedulePage;
import io.executions.api.SchedulePreview;
import io.executions.api.ScheduleService;
import io.executions.api.port.Caller;
import io.executions.store.Executions;
import io.executions.store.Schedules;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the service does with schedules. */
abstract class ScheduleVerbs implements ScheduleService {
  /** An application asks for itself, or for a person that it knows. */
  static final String APPLICATION = "the application";

  static final String SOMEBODY = "a person";

  @Inject private DatabaseCall calls;
  @Inject private Executions clock;
  @Inject private Schedules schedules;
  @Inject private ScheduleChanges changes;
  @Inject private PastTimes pastTimes;

  @Override
  public SavedSchedule putSchedule(NewSchedule schedule, String by) {
    return inNameOf(by, () -> changes.put(schedule));
  }

  @Override
  public List<Fault> check(NewSchedule schedule) {
    return changes.faults(schedule);
  }

  @Override
  public Optional<Schedule> getSchedule(String name) {
    return calls.call(() -> schedules.find(name));
  }

  @Override
  public SchedulePage getSchedules(int limit, Optional<String> cursor) {
    return changes.page(limit, cursor.orElse(""));
  }

  @Override
  public void deleteSchedule(String name, String by) {
    inNameOf(
        by,
        () -> {
          changes.delete(name);
          return null;
        });
  }

  @Override
  public Execution triggerSchedule(String name, String by) {
    return inNameOf(by, () -> changes.trigger(name));
  }

  @Override
  public Backfilled backfillSchedule(String name, Backfill backfill, String by) {
    return inNameOf(by, () -> pastTimes.create(name, backfill));
  }

  @Override
  public BackfillCount countBackfill(String name, Backfill backfill) {
    return pastTimes.count(name, backfill);
  }

  @Override
  public List<Fault> check(Backfill backfill) {
    return pastTimes.faults(backfill);
  }

  @Override
  public Schedule pauseSchedule(String name, String by) {
    return inNameOf(by, () -> changes.pause(name, true));
  }

  @Override
  public Schedule resumeSchedule(String name, String by) {
    return inNameOf(by, () -> changes.pause(name, false));
  }

  @Override
  public List<Instant> previewSchedule(SchedulePreview preview) {
    return SchedulePreviews.times(preview, calls.call(clock::now));
  }

  @Override
  public List<Fault> check(SchedulePreview preview) {
    return SchedulePreviews.faults(preview);
  }

  /** An application that says for whom it asks is believed, unless a request tells who asks. */
  static <T> T inNameOf(String by, Supplier<T> work) {
    boolean named = !by.equals(APPLICATION) && !by.equals(SOMEBODY);
    return Caller.orOfApplication(named ? by : Caller.APPLICATION, work);
  }
}
