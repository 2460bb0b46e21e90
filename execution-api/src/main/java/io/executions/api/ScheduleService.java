package io.executions.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Works with schedules. A part of {@link ExecutionService}, and like it in all else. */
public interface ScheduleService {
  /**
   * Keeps a schedule, new or in place of the one of its name. What exists stays as it is; the next
   * time is the first one after now. One that is as it was before changes nothing. Commits by
   * itself.
   *
   * @param by who that is, for the log and the audit; no secret
   * @throws InvalidRequestException if anything is wrong with it, naming all faults
   * @throws TooLargeException if its input is too large
   * @throws ScheduleInCodeException if a living node defines one of that name in its code
   */
  SavedSchedule putSchedule(NewSchedule schedule, String by);

  /** Returns the faults that {@link #putSchedule} would name. */
  List<Fault> check(NewSchedule schedule);

  /** Returns the schedule, or empty when there is none. */
  Optional<Schedule> getSchedule(String name);

  /**
   * Returns a page of schedules, by name.
   *
   * @param limit at most so many, 1 to {@value SchedulePage#MAX_LIMIT}
   * @param cursor where the page before ended; empty for the first one
   * @throws InvalidRequestException if the limit is wrong
   */
  SchedulePage getSchedules(int limit, Optional<String> cursor);

  /**
   * Removes a schedule; what it created stays. Commits by itself.
   *
   * @param by who that is, for the log and the audit; no secret
   * @throws ScheduleNotFoundException if there is none
   * @throws ScheduleInCodeException if a living node defines it in its code
   */
  void deleteSchedule(String name, String by);

  /**
   * Creates an execution by a schedule now, also while it is paused; its {@code scheduledFor} is
   * that moment. Commits by itself.
   *
   * @param by who that is, for the log and the audit; no secret
   * @throws ScheduleNotFoundException if there is none
   * @throws DuplicateExecutionException if another execution has its unique key
   * @throws KeyBusyException if a transaction that has not ended holds that key
   */
  Execution triggerSchedule(String name, String by);

  /**
   * Creates the executions of past times that have none yet, all or none; whether the schedule is
   * paused, and its {@code overlap}, do not matter. For each of its times at most one is ever
   * created, whatever else creates meanwhile. Commits by itself.
   *
   * @param by who that is, for the log and the audit; no secret
   * @return what was created; asking again creates nothing more
   * @throws InvalidRequestException if the stretch is not of the past that is remembered, or holds
   *     more times than may be created at once
   * @throws TooLargeException if the database cannot take its input
   * @throws ScheduleNotFoundException if there is none
   */
  Backfilled backfillSchedule(String name, Backfill backfill, String by);

  /**
   * Returns what {@link #backfillSchedule} would create now, and creates nothing.
   *
   * @throws InvalidRequestException if the stretch is not of the past that is remembered
   * @throws ScheduleNotFoundException if there is none
   */
  BackfillCount countBackfill(String name, Backfill backfill);

  /** Returns what is wrong with a backfill, whatever the schedule. */
  List<Fault> check(Backfill backfill);

  /**
   * Has a schedule create nothing until it is resumed. Asking again is harmless. Commits by itself.
   *
   * @param by who that is, for the log and the audit; no secret
   * @throws ScheduleNotFoundException if there is none
   */
  Schedule pauseSchedule(String name, String by);

  /**
   * Has a schedule go on with its next time; what passed meanwhile is not caught up with. Asking
   * again is harmless. Commits by itself.
   *
   * @param by who that is, for the log and the audit; no secret
   * @throws ScheduleNotFoundException if there is none
   */
  Schedule resumeSchedule(String name, String by);

  /**
   * Returns when a schedule would create executions; nothing is stored.
   *
   * @return the times, the earliest first; fewer than asked for if no more come before the year
   *     10000
   * @throws InvalidRequestException naming all faults, with pointers such as {@code /cron}, {@code
   *     /every} and {@code /timeZone}
   */
  List<Instant> previewSchedule(SchedulePreview preview);

  /**
   * Returns what {@link #previewSchedule} would refuse. For callers that have found faults in a
   * request and want to name all of them at once.
   */
  List<Fault> check(SchedulePreview preview);
}
