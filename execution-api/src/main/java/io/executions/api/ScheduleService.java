package io.executions.api;

import java.time.Instant;
import java.util.List;

/** Works with schedules. A part of {@link ExecutionService}, and like it in all else. */
public interface ScheduleService {
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
