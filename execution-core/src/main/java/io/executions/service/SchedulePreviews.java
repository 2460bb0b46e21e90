package io.executions.service;

import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.SchedulePreview;
import io.executions.schedule.Recurrence;
import io.executions.schedule.TimingCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says when a schedule would create executions. */
final class SchedulePreviews {
  private SchedulePreviews() {}

  /**
   * Returns the times.
   *
   * @param now the database's
   * @throws InvalidRequestException naming all faults
   */
  static List<Instant> times(SchedulePreview preview, Instant now) {
    Faults faults = new Faults();
    Instant from = preview.from().orElse(now);
    Optional<Recurrence> recurrence = read(preview, from, faults);
    faults.refuse();
    Instant start = preview.timing().startAt().filter(from::isBefore).orElse(from);
    return recurrence.orElseThrow().from(start, preview.count());
  }

  static List<Fault> faults(SchedulePreview preview) {
    Faults faults = new Faults();
    read(preview, Instant.EPOCH, faults);
    return faults.all();
  }

  private static Optional<Recurrence> read(SchedulePreview preview, Instant anchor, Faults faults) {
    Optional<Recurrence> recurrence = TimingCheck.read(preview.timing(), anchor, faults);
    if (preview.count() < 1 || preview.count() > SchedulePreview.MAX_COUNT) {
      faults.add(
          "/count", "must be a whole number from 1 to %d".formatted(SchedulePreview.MAX_COUNT));
    }
    return recurrence;
  }
}
