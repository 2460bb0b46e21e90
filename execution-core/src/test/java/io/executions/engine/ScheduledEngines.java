package io.executions.engine;

import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Timing;
import io.executions.api.json.ScheduleDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Schedules that an engine of a test creates by, on a clock that stands still. */
abstract class ScheduledEngines extends SteppedEngines {
  static final Duration HOUR = Duration.ofHours(1);
  static final NewSchedule HOURLY =
      NewSchedule.of("hourly", Timing.cron("@hourly"), NewExecution.of("work"));

  Instant first;

  @BeforeEach
  void stopTheClock() {
    DatabaseTime.freeze();
    first = DatabaseTime.now().truncatedTo(ChronoUnit.HOURS).plus(HOUR);
  }

  NewSchedule named(String name) {
    return NewSchedule.of(name, HOURLY.timing(), HOURLY.create());
  }

  void keep(NewSchedule schedule) {
    database.update(
        """
        INSERT INTO execution_schedule (name, definition, paused, anchor_at, next_at, waiting_at,
               last_id, last_for, skipped, missed)
        VALUES (?, ?, FALSE, 0, ?, 0, 0, 0, 0, 0)
        """,
        schedule.name(),
        ScheduleDocument.writeKept(schedule).toString(),
        micros(first));
  }

  static void pass(Duration time) {
    DatabaseTime.advance(time);
  }

  static Duration until(Instant time) {
    return Duration.between(DatabaseTime.now(), time);
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  long number(String column) {
    return database
        .list("SELECT %s FROM execution_schedule".formatted(column), row -> row.getLong(1))
        .get(0);
  }

  List<Instant> scheduledFor() {
    return scheduledFor("hourly");
  }

  List<Instant> scheduledFor(String schedule) {
    return database.list(
        "SELECT scheduled_for FROM execution WHERE schedule = ? ORDER BY scheduled_for",
        row -> Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS),
        schedule);
  }
}
