package io.executions.store;

import io.executions.api.NewSchedule;
import io.executions.database.Text;
import java.time.Instant;
import java.util.List;

/**
 * What becomes of a schedule whose time has come.
 *
 * @param schedule the schedule as it was read
 * @param definition what it creates; null where it creates nothing
 * @param input its input; null where it creates nothing
 * @param times for which times, ascending
 * @param nextAt its next time in microseconds, or 0
 * @param waitingAt the time that waits, or 0
 * @param skipped how many times were left out in all
 * @param missed how many were missed in all
 * @param error why it cannot create; empty if it can
 * @param zoneData the version of the time-zone data that its next time is reckoned by
 */
public record ScheduleTurn(
    DueSchedule schedule,
    NewSchedule definition,
    Text input,
    List<Time> times,
    long nextAt,
    long waitingAt,
    long skipped,
    long missed,
    String error,
    String zoneData) {

  /**
   * One time.
   *
   * @param at the time in microseconds
   * @param runAt when its execution is to run; null for at once
   */
  public record Time(long at, Instant runAt) {}

  /** Returns one that creates for those times, and leaves all else of the schedule as it is. */
  static ScheduleTurn of(
      DueSchedule schedule, NewSchedule definition, Text input, List<Time> times) {
    return new ScheduleTurn(
        schedule,
        definition,
        input,
        times,
        schedule.nextAt(),
        schedule.waitingAt(),
        schedule.skipped(),
        schedule.missed(),
        schedule.error(),
        schedule.zoneData());
  }

  /** Returns the same, with so many more left out. */
  ScheduleTurn skippingToo(int more) {
    return new ScheduleTurn(
        schedule,
        definition,
        input,
        times,
        nextAt,
        waitingAt,
        skipped + more,
        missed,
        error,
        zoneData);
  }

  /** Returns the same without executions, as they are refused. */
  public ScheduleTurn refused(String why) {
    return new ScheduleTurn(
        schedule,
        null,
        null,
        List.of(),
        nextAt,
        waitingAt,
        skipped,
        missed + times.size(),
        why,
        zoneData);
  }
}
