package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Schedule;
import io.executions.api.ScheduleSource;
import io.executions.api.ScheduleState;
import io.executions.api.Timing;
import io.executions.api.json.ScheduleDocument;
import io.executions.database.Micros;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The row of a schedule, with the status of its last execution. */
record ScheduleRow(
    String name,
    String definition,
    boolean paused,
    Optional<String> application,
    boolean retired,
    long anchorAt,
    long nextAt,
    long waitingAt,
    Optional<Schedule.LastExecution> last,
    long skipped,
    long missed,
    Optional<String> error,
    String zoneData) {
  private static final String UNREADABLE = "cannot be read, keep it again: ";

  static final String SELECT =
      """
      SELECT s.name, s.definition, s.paused, s.application, s.retired, s.anchor_at, s.next_at, s.waiting_at, s.last_id,
             s.last_for, s.skipped, s.missed, s.last_error, s.zone_data, e.status
        FROM execution_schedule s LEFT JOIN execution e ON e.id = s.last_id\
      """;

  static ScheduleRow read(ResultSet row) throws SQLException {
    return new ScheduleRow(
        row.getString("name"),
        row.getString("definition"),
        row.getBoolean("paused"),
        Optional.ofNullable(row.getString("application")),
        row.getBoolean("retired"),
        row.getLong("anchor_at"),
        row.getLong("next_at"),
        row.getLong("waiting_at"),
        last(row),
        row.getLong("skipped"),
        row.getLong("missed"),
        Optional.ofNullable(row.getString("last_error")),
        row.getString("zone_data"));
  }

  private static Optional<Schedule.LastExecution> last(ResultSet row) throws SQLException {
    long id = row.getLong("last_id");
    Instant scheduledFor = Micros.toInstant(row.getLong("last_for"));
    return Optional.ofNullable(row.getString("status"))
        .flatMap(ExecutionStatus::fromJsonName)
        .map(status -> new Schedule.LastExecution(id, status, scheduledFor));
  }

  /** Returns whether its next time was reckoned by a clock that went ahead of this one. */
  boolean isAheadOf(long next) {
    return nextAt > next && next > 0 || nextAt == 0 && next > 0;
  }

  /** Returns whether the times of that one are the same. */
  boolean comesAs(NewSchedule other) {
    try {
      NewSchedule own = read();
      return own.timing().equals(other.timing()) && own.endAt().equals(other.endAt());
    } catch (RuntimeException e) {
      // Nobody knows what a damaged row said.
      return false;
    }
  }

  /**
   * Returns what it is to create and when.
   *
   * @throws InvalidRequestException if the row is damaged
   */
  NewSchedule parsed() {
    try {
      return read();
    } catch (RuntimeException e) {
      InvalidRequestException told =
          new InvalidRequestException(List.of(new Fault("/name", UNREADABLE + e)));
      told.initCause(e);
      throw told;
    }
  }

  private NewSchedule read() {
    return ScheduleDocument.readKept(name, JsonText.parse(definition).asJsonObject(), paused);
  }

  /** Returns what was kept of it, or nothing if that cannot be read. */
  JsonObject kept() {
    try {
      return JsonText.parse(definition).asJsonObject();
    } catch (RuntimeException e) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  /**
   * A damaged row shows that it is, and spoils no list; nothing of it may be kept again as it is.
   */
  Schedule toSchedule() {
    try {
      return toSchedule(read(), error);
    } catch (RuntimeException e) {
      NewSchedule nothing =
          NewSchedule.of(name, Timing.cron(""), NewExecution.of("")).withPaused(paused);
      return toSchedule(nothing, Optional.of(UNREADABLE + e));
    }
  }

  private Schedule toSchedule(NewSchedule schedule, Optional<String> why) {
    ScheduleState state = state(why.isPresent());
    return new Schedule(
        schedule,
        application.isPresent() ? ScheduleSource.CODE : ScheduleSource.API,
        state,
        state == ScheduleState.ACTIVE ? time(nextAt) : Optional.empty(),
        last,
        time(waitingAt),
        skipped,
        missed,
        why);
  }

  private ScheduleState state(boolean fails) {
    if (retired) {
      return ScheduleState.RETIRED;
    }
    boolean ended = nextAt == 0 && waitingAt == 0 && !fails;
    return ended ? ScheduleState.ENDED : paused ? ScheduleState.PAUSED : ScheduleState.ACTIVE;
  }

  private static Optional<Instant> time(long micros) {
    return micros == 0 ? Optional.empty() : Optional.of(Micros.toInstant(micros));
  }
}
