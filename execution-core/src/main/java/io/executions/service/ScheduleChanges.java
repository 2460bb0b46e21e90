package io.executions.service;

import io.executions.api.CatchUp;
import io.executions.api.Execution;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.SavedSchedule;
import io.executions.api.Schedule;
import io.executions.api.SchedulePage;
import io.executions.api.Timing;
import io.executions.api.TypeName;
import io.executions.database.Micros;
import io.executions.engine.EngineWake;
import io.executions.schedule.ScheduleTimes;
import io.executions.schedule.TimingCheck;
import io.executions.store.Schedules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What people do with schedules: checked, kept, and told to the engine. */
@ApplicationScoped
class ScheduleChanges {
  private static final String PREVIEW = "preview";

  @Inject private DatabaseCall database;
  @Inject private RequestCheck check;
  @Inject private Schedules schedules;
  @Inject private EngineWake engine;

  SavedSchedule put(NewSchedule schedule) {
    Faults faults = new Faults();
    faults.addAll(faults(schedule));
    faults.refuse();
    check.creation(schedule.create());
    SavedSchedule saved = database.callInTurn(() -> schedules.put(schedule, ScheduleChanges::next));
    engine.wake();
    return saved;
  }

  Schedule pause(String name, boolean paused) {
    Schedule changed =
        database.callInTurn(() -> schedules.pause(name, paused, ScheduleChanges::next));
    engine.wake();
    return changed;
  }

  Execution trigger(String name) {
    Execution execution = database.callInTurn(() -> schedules.trigger(name));
    engine.due(execution.type());
    return execution;
  }

  void delete(String name) {
    database.callInTurn(
        () -> {
          schedules.delete(name);
          return null;
        });
  }

  SchedulePage page(int limit, String after) {
    if (limit < 1 || limit > SchedulePage.MAX_LIMIT) {
      String rule = "must be a whole number from 1 to %d".formatted(SchedulePage.MAX_LIMIT);
      throw new InvalidRequestException(List.of(new Fault("/limit", rule)));
    }
    return database.call(() -> schedules.page(limit, after));
  }

  List<Fault> faults(NewSchedule schedule) {
    Faults faults = new Faults();
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
    faults.addAll(check.faults(schedule.create()));
    return faults.all();
  }

  private static void addFaultsOfBounds(NewSchedule schedule, Faults faults) {
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

  private static long next(NewSchedule schedule, long anchor, long now) {
    return ScheduleTimes.of(schedule, Micros.toInstant(anchor))
        .after(Micros.toInstant(now))
        .map(Micros::of)
        .orElse(0L);
  }
}
