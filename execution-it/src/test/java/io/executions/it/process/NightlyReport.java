package io.executions.it.process;

import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.ScheduleDefinition;
import io.executions.api.Timing;
import jakarta.enterprise.context.ApplicationScoped;

/** A schedule in the code of a first version. */
@ApplicationScoped
public class NightlyReport implements ScheduleDefinition {
  @Override
  public NewSchedule schedule() {
    return NewSchedule.of("report", Timing.cron("0 2 * * *"), NewExecution.of("later"));
  }
}
