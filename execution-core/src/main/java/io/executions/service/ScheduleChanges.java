package io.executions.service;

import io.executions.api.Execution;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewSchedule;
import io.executions.api.SavedSchedule;
import io.executions.api.Schedule;
import io.executions.api.SchedulePage;
import io.executions.api.port.Caller;
import io.executions.engine.EngineWake;
import io.executions.engine.NextTime;
import io.executions.schedule.ScheduleCheck;
import io.executions.store.Created;
import io.executions.store.Schedules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What people do with schedules: checked, kept, and told to the engine. */
@ApplicationScoped
class ScheduleChanges {
  private static final NextTime NEXT = new NextTime();

  @Inject private DatabaseCall database;
  @Inject private RequestCheck check;
  @Inject private Schedules schedules;
  @Inject private EngineWake engine;

  SavedSchedule put(NewSchedule schedule) {
    Faults faults = new Faults();
    faults.addAll(faults(schedule));
    faults.refuse();
    check.creation(schedule.create());
    SavedSchedule saved = database.callInTurn(() -> schedules.put(schedule, NEXT));
    engine.wake();
    return saved;
  }

  Schedule pause(String name, boolean paused) {
    Schedule changed = database.callInTurn(() -> schedules.pause(name, paused, NEXT));
    engine.wake();
    return changed;
  }

  Execution trigger(String name) {
    String by = Caller.current().name();
    Execution execution = database.callInTurn(() -> schedules.trigger(name));
    engine.tell(() -> Created.of(execution, by));
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
    ScheduleCheck.addFaults(schedule, faults);
    faults.addAll(check.faults(schedule.create()));
    return faults.all();
  }
}
