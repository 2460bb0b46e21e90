package io.executions.service;

import io.executions.api.Backfill;
import io.executions.api.BackfillCount;
import io.executions.api.Backfilled;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.port.Caller;
import io.executions.database.Text;
import io.executions.engine.EngineWake;
import io.executions.schedule.ScheduleTimes;
import io.executions.store.Backfills;
import io.executions.store.Created;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Times of schedules that have passed and are created for now. */
@ApplicationScoped
class PastTimes {
  private static final long BYTES_BESIDE_INPUT = 500;

  @Inject private DatabaseCall database;
  @Inject private Backfills backfills;
  @Inject private EngineWake engine;

  List<Fault> faults(Backfill backfill) {
    Faults faults = new Faults();
    Backfills.Memory memory = database.call(backfills::memory);
    if (!backfill.to().isAfter(backfill.from())) {
      faults.add("/to", "must be after from");
    } else if (backfill.to().isAfter(memory.now())) {
      faults.add("/to", "must not be in the future");
    }
    if (backfill.from().isBefore(memory.from())) {
      faults.add(memory.fault());
    }
    return faults.all();
  }

  private void check(Backfill backfill) {
    Faults faults = new Faults();
    faults.addAll(faults(backfill));
    faults.refuse();
  }

  BackfillCount count(String name, Backfill backfill) {
    check(backfill);
    return database.call(
        () -> backfills.count(name, (schedule, anchor) -> times(schedule, anchor, backfill)));
  }

  Backfilled create(String name, Backfill backfill) {
    check(backfill);
    String by = Caller.current().name();
    Backfills.Made made =
        database.callInTurn(
            () ->
                backfills.create(
                    name, backfill, (schedule, anchor) -> allTimes(schedule, anchor, backfill)));
    List<Long> ids = made.backfilled().ids();
    if (!ids.isEmpty()) {
      List<NewExecution> each = Collections.nCopies(ids.size(), made.each());
      engine.tell(() -> Created.of(ids, each, by));
      engine.due(made.each().type());
    }
    return made.backfilled();
  }

  private static Backfills.Times allTimes(NewSchedule schedule, Instant anchor, Backfill backfill) {
    Backfills.Times times = times(schedule, anchor, backfill);
    if (times.capped()) {
      String detail = "must be nearer to from: there are more than %d times, the most at once";
      int most = times.times().size();
      throw new InvalidRequestException(List.of(new Fault("/to", detail.formatted(most))));
    }
    return times;
  }

  private static Backfills.Times times(NewSchedule schedule, Instant anchor, Backfill backfill) {
    int most = most(schedule.create());
    List<Instant> times =
        ScheduleTimes.of(schedule, anchor).between(backfill.from(), backfill.to(), most + 1);
    boolean capped = times.size() > most;
    return new Backfills.Times(capped ? times.subList(0, most) : times, capped);
  }

  /** Others wait for the gate meanwhile. */
  private static int most(NewExecution create) {
    long bytes = Text.of(create.input().toString()).bytes() + BYTES_BESIDE_INPUT;
    return (int) Math.max(1, Math.min(Backfill.MAX_TIMES, Backfill.MAX_BYTES / bytes));
  }
}
