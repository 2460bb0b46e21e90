package io.executions.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A schedule as it stood when it was read.
 *
 * @param definition what it creates and when
 * @param source where it is defined
 * @param state whether it creates
 * @param nextRunAt its next time, if it is active and has one
 * @param lastExecution what it created last, unless that has been removed
 * @param waiting the time that waits for the end of the last execution
 * @param skipped how many times were left out since the last execution was unfinished
 * @param missed how many times passed while no node was there to create; of each outage up to 1,000
 *     are counted
 * @param lastError why it cannot create, if it cannot
 */
public record Schedule(
    NewSchedule definition,
    ScheduleSource source,
    ScheduleState state,
    Optional<Instant> nextRunAt,
    Optional<LastExecution> lastExecution,
    Optional<Instant> waiting,
    long skipped,
    long missed,
    Optional<String> lastError) {

  /**
   * What a schedule created last.
   *
   * @param id the execution
   * @param status where it stands
   * @param scheduledFor the time that it was created for
   */
  public record LastExecution(long id, ExecutionStatus status, Instant scheduledFor) {}

  /** Returns a copy that creates that, for who may not see all of it. */
  public Schedule creating(NewExecution create) {
    return new Schedule(
        definition.creating(create),
        source,
        state,
        nextRunAt,
        lastExecution,
        waiting,
        skipped,
        missed,
        lastError);
  }
}
