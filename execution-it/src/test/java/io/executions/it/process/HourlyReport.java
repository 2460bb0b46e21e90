package io.executions.it.process;

import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.ScheduleDefinition;
import io.executions.api.Timing;
import jakarta.enterprise.context.ApplicationScoped;

/** What became of {@link NightlyReport} in the code of a second version. */
@ApplicationScoped
public class HourlyReport implements ScheduleDefinition {
  @Override
  public NewSchedule schedule() {
    return NewSchedule.of("report", Timing.cron("@hourly"), NewExecution.of("later"));
  }
}
