package com.example.orders;

import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.ScheduleDefinition;
import io.executions.api.Timing;
import jakarta.enterprise.context.ApplicationScoped;

/** Greets the shop on each working day: a schedule that is kept when the application starts. */
@ApplicationScoped
public class GoodMorning implements ScheduleDefinition {
  @Override
  public NewSchedule schedule() {
    TellCustomer.Message message = new TellCustomer.Message();
    message.to = "shop@example.com";
    message.text = "Good morning";
    return NewSchedule.of(
        "good-morning",
        Timing.cron("0 8 * * MON-FRI").in("Europe/Berlin"),
        NewExecution.of(TellCustomer.TYPE, message).withMaxAttempts(3));
  }
}
