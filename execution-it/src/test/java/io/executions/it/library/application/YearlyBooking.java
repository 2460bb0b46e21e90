package io.executions.it.library.application;

import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.ScheduleDefinition;
import io.executions.api.Timing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;

/** Two schedules in code: a bean that is one, and one that a producer makes. */
@ApplicationScoped
public class YearlyBooking implements ScheduleDefinition {
  @Override
  public NewSchedule schedule() {
    return NewSchedule.of("yearly-booking", Timing.cron("@yearly"), booking());
  }

  /** Makes the other one. */
  @Produces
  public ScheduleDefinition rarely() {
    return () -> NewSchedule.of("rarely", Timing.every(Duration.ofDays(366)), booking());
  }

  private static NewExecution booking() {
    Booking booking = new Booking();
    booking.entry = "scheduled";
    booking.end = "return";
    booking.amounts = List.of(42);
    return NewExecution.of("book", booking);
  }
}
