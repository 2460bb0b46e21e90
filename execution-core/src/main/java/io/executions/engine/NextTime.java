package io.executions.engine;

import io.executions.api.NewSchedule;
import io.executions.database.Micros;
import io.executions.schedule.ScheduleTimes;
import io.executions.schedule.TimeZones;
import io.executions.store.Schedules;

/** Says when schedules come next, by the time-zone data of this Java. Immutable. */
public final class NextTime implements Schedules.Next {
  @Override
  public long after(NewSchedule schedule, long anchor, long now) {
    return ScheduleTimes.of(schedule, Micros.toInstant(anchor))
        .after(Micros.toInstant(now))
        .map(Micros::of)
        .orElse(0L);
  }

  @Override
  public String zoneData() {
    return TimeZones.version();
  }

  @Override
  public String zoneData(NewSchedule schedule) {
    return TimeZones.areNeededBy(schedule.timing()) ? zoneData() : "";
  }
}
