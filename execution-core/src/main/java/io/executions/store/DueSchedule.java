package io.executions.store;

import io.executions.api.NewSchedule;
import io.executions.api.json.ScheduleDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * A schedule whose time has come, as the engine reads it behind the gate. Times are microseconds, 0
 * where there is none.
 *
 * @param size how many characters its definition has
 * @param definition its definition as it is kept; null where it has not been read yet
 * @param anchorAt when it was saved first
 * @param nextAt its next time
 * @param waitingAt the time that waits for the end of its last execution
 * @param lastId its last execution, or 0
 * @param lastFor what time that was created for
 * @param error why it could not create, or empty
 * @param zoneData the version of the time-zone data that its next time was reckoned by
 * @param unfinished whether that is pending or running
 */
public record DueSchedule(
    String name,
    long size,
    String definition,
    long anchorAt,
    long nextAt,
    long waitingAt,
    long lastId,
    long lastFor,
    long skipped,
    long missed,
    String error,
    String zoneData,
    boolean unfinished) {

  static DueSchedule read(ResultSet row) throws SQLException {
    row.getLong("open_id");
    boolean unfinished = !row.wasNull();
    return new DueSchedule(
        row.getString("name"),
        row.getLong("size"),
        null,
        row.getLong("anchor_at"),
        row.getLong("next_at"),
        row.getLong("waiting_at"),
        row.getLong("last_id"),
        row.getLong("last_for"),
        row.getLong("skipped"),
        row.getLong("missed"),
        Objects.requireNonNullElse(row.getString("last_error"), ""),
        row.getString("zone_data"),
        unfinished);
  }

  /** Returns the same with that definition. */
  DueSchedule with(String read) {
    return new DueSchedule(
        name,
        size,
        read,
        anchorAt,
        nextAt,
        waitingAt,
        lastId,
        lastFor,
        skipped,
        missed,
        error,
        zoneData,
        unfinished);
  }

  /** Returns what it is to create and when. */
  public NewSchedule parsed() {
    return ScheduleDocument.readKept(name, JsonText.parse(definition).asJsonObject(), false);
  }
}
