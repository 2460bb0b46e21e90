package io.executions.store;

import io.executions.api.NewSchedule;
import io.executions.api.TooLargeException;
import io.executions.api.json.JsonBuilders;
import io.executions.api.json.ScheduleDocument;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Text;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes schedules behind the gate, for people and for the code of applications. */
record ScheduleStatements(Sql sql, Audit audit) {
  private static final String ADD =
      """
      INSERT INTO execution_schedule
             (name, definition, paused, application, retired, anchor_at, next_at, waiting_at, last_id,
              last_for, skipped, missed, zone_data)
      VALUES (?, ?, ?, ?, FALSE, ?, ?, 0, 0, 0, 0, 0, ?)
      """;

  private static final String CHANGE =
      """
      UPDATE execution_schedule
         SET definition = ?, paused = ?, application = ?, retired = FALSE, next_at = ?, zone_data = ?,
             last_error = NULL
       WHERE name = ?
      """;

  private static final String HAND_OVER =
      "UPDATE execution_schedule SET application = ? WHERE name = ?";

  private static final String RESUME =
      """
      UPDATE execution_schedule SET paused = FALSE, next_at = ?, zone_data = ?, last_error = NULL
       WHERE name = ?
      """;

  private static final String ACTION = "putSchedule";
  private static final String KIND = "schedule";

  /** The time that comes next, or 0, and the version of the time-zone data that said so. */
  private record Coming(long at, String zoneData) {}

  /**
   * Keeps a schedule; one that is the same as before is left as it is.
   *
   * @param application whose code defines it, if one's does
   * @param before its row, if there is one
   * @throws TooLargeException if the database cannot take it
   */
  void put(
      NewSchedule schedule,
      Optional<String> application,
      Optional<ScheduleRow> before,
      Schedules.Next times)
      throws SQLException {
    long now = sql.number("SELECT {now}");
    String kept = ScheduleDocument.writeKept(schedule).toString();
    checkSize(kept);
    if (before.isEmpty()) {
      add(schedule, kept, application, times, now);
    } else {
      change(before.get(), schedule, kept, application, times, now);
    }
  }

  /** Once for what is kept, and so also for what is created. */
  private void checkSize(String kept) throws SQLException {
    Text text = Text.of(kept);
    Packet packet = Packet.forTexts(sql, List.of(text));
    if (!packet.takes(text)) {
      throw new TooLargeException("/input", packet.refusal(KIND, text));
    }
  }

  private void add(
      NewSchedule schedule,
      String kept,
      Optional<String> application,
      Schedules.Next times,
      long now)
      throws SQLException {
    boolean paused = schedule.paused().orElse(false);
    long next = times.after(schedule, now, now);
    String owner = application.orElse(null);
    sql.update(ADD, schedule.name(), kept, paused, owner, now, next, times.zoneData(schedule));
    JsonObject told = told(JsonText.parse(kept).asJsonObject(), paused, application, false);
    audit.add(sql, ACTION, KIND, schedule.name(), JsonValue.EMPTY_JSON_OBJECT, told);
  }

  private void change(
      ScheduleRow before,
      NewSchedule schedule,
      String kept,
      Optional<String> application,
      Schedules.Next times,
      long now)
      throws SQLException {
    boolean paused = schedule.paused().orElse(before.paused());
    Coming next = coming(before, schedule, times, now);
    boolean sameTimes =
        kept.equals(before.definition()) && paused == before.paused() && !before.retired();
    boolean sameOwner = application.equals(before.application());
    String owner = application.orElse(null);
    if (!sameTimes || before.isAheadOf(next.at())) {
      sql.update(CHANGE, kept, paused, owner, next.at(), next.zoneData(), schedule.name());
    } else if (!sameOwner) {
      sql.update(HAND_OVER, owner, schedule.name());
    }
    if (!sameTimes || !sameOwner) {
      JsonObject told =
          told(before.kept(), before.paused(), before.application(), before.retired());
      JsonObject tells = told(JsonText.parse(kept).asJsonObject(), paused, application, false);
      if (told.equals(tells)) {
        audit.add(sql, ACTION, KIND, schedule.name());
      } else {
        audit.add(sql, ACTION, KIND, schedule.name(), told, tells);
      }
    }
  }

  /** What newer data of time zones said of these times is left as it is. */
  private static Coming coming(
      ScheduleRow before, NewSchedule schedule, Schedules.Next times, long now) {
    boolean newer = before.zoneData().compareTo(times.zoneData()) > 0;
    return newer && before.nextAt() > now && before.comesAs(schedule)
        ? new Coming(before.nextAt(), before.zoneData())
        : new Coming(times.after(schedule, before.anchorAt(), now), times.zoneData(schedule));
  }

  /** The audit tells all of a schedule but the input. */
  private static JsonObject told(
      JsonObject kept, boolean paused, Optional<String> application, boolean retired) {
    JsonObjectBuilder all = JsonBuilders.object();
    kept.forEach(
        (field, value) -> {
          if (!field.equals("create")) {
            all.add(field, value);
          } else if (value instanceof JsonObject create) {
            all.add(field, withoutInput(create));
          }
        });
    all.add("paused", paused);
    application.ifPresent(name -> all.add("application", name));
    if (retired) {
      all.add("retired", true);
    }
    return all.build();
  }

  private static JsonObject withoutInput(JsonObject create) {
    JsonObjectBuilder rest = JsonBuilders.object();
    create.forEach(
        (field, value) -> {
          if (!field.equals("input")) {
            rest.add(field, value);
          }
        });
    return rest.build();
  }

  /** Has a schedule go on with the times that are still to come. */
  void resume(ScheduleRow before, Schedules.Next times) throws SQLException {
    long now = sql.number("SELECT {now}");
    Coming next = coming(before, before.parsed(), times, now);
    if (before.paused() || before.isAheadOf(next.at())) {
      sql.update(RESUME, next.at(), next.zoneData(), before.name());
    }
  }
}
