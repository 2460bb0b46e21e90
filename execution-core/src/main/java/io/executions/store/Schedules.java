package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.SavedSchedule;
import io.executions.api.Schedule;
import io.executions.api.ScheduleNotFoundException;
import io.executions.api.SchedulePage;
import io.executions.api.TooLargeException;
import io.executions.api.json.JsonBuilders;
import io.executions.api.json.ScheduleDocument;
import io.executions.api.port.Caller;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Text;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The schedules as people see them: kept, shown, paused, removed. Each change takes its turn at the
 * gate, so that no engine creates by a schedule that is just being changed.
 */
@ApplicationScoped
public class Schedules {
  private static final String FIND = ScheduleRow.SELECT + " WHERE s.name = ?";
  private static final String PAGE =
      ScheduleRow.SELECT + " WHERE s.name > ? ORDER BY s.name LIMIT ?";

  private static final String SIZES =
      """
      SELECT CHAR_LENGTH(definition) FROM execution_schedule WHERE name > ? ORDER BY name LIMIT ?
      """;

  /** A page holds so many characters of definitions, or one schedule. */
  private static final long MOST = 2 << 20;

  private static final String ADD =
      """
      INSERT INTO execution_schedule
             (name, definition, paused, anchor_at, next_at, waiting_at, last_id, last_for, skipped,
              missed)
      VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0)
      """;

  private static final String CHANGE =
      """
      UPDATE execution_schedule
         SET definition = ?, paused = ?, next_at = ?, last_error = NULL WHERE name = ?
      """;

  private static final String PAUSE = "UPDATE execution_schedule SET paused = TRUE WHERE name = ?";
  private static final String CREATED_AT = "SELECT created_at FROM execution WHERE id = ?";

  private final Transaction transaction;
  private final Audit audit;

  /** For the proxy only. */
  protected Schedules() {
    this(null, null);
  }

  @Inject
  Schedules(Transaction transaction, Audit audit) {
    this.transaction = transaction;
    this.audit = audit;
  }

  /** Says when a schedule comes next. */
  public interface Next {
    /**
     * Returns that time, or 0; all in microseconds.
     *
     * @param anchor when it was saved first
     */
    long after(NewSchedule schedule, long anchor, long now);
  }

  /** Returns the schedule of that name, if there is one. */
  public Optional<Schedule> find(String name) {
    return transaction.sql(sql -> row(sql, name)).map(ScheduleRow::toSchedule);
  }

  /** Returns a page of schedules, by name. */
  public SchedulePage page(int limit, String after) {
    return transaction.sql(
        sql -> {
          List<Long> sizes = sql.list(SIZES, row -> row.getLong(1), after, limit + 1);
          int fitting = fitting(sizes.subList(0, Math.min(limit, sizes.size())));
          List<Schedule> shown =
              sql.list(PAGE, row -> ScheduleRow.read(row).toSchedule(), after, fitting);
          return new SchedulePage(
              shown,
              shown.size() < sizes.size() && !shown.isEmpty()
                  ? Optional.of(shown.get(shown.size() - 1).definition().name())
                  : Optional.empty());
        });
  }

  /** Returns how many of them a page should hold; at least one. */
  private static int fitting(List<Long> sizes) {
    long characters = 0;
    int fitting = 0;
    while (fitting < sizes.size() && (fitting == 0 || characters + sizes.get(fitting) <= MOST)) {
      characters += sizes.get(fitting++);
    }
    return fitting;
  }

  /** Keeps a schedule; one that is the same as before is left as it is. */
  public SavedSchedule put(NewSchedule schedule, Next times) {
    return transaction.inGate(
        sql -> {
          long now = sql.number("SELECT {now}");
          Optional<ScheduleRow> before = row(sql, schedule.name());
          checkSize(sql, schedule);
          if (before.isEmpty()) {
            add(sql, schedule, times.after(schedule, now, now), now);
          } else {
            change(sql, before.get(), schedule, times, now);
          }
          Schedule after = row(sql, schedule.name()).orElseThrow().toSchedule();
          return new SavedSchedule(after, before.isEmpty());
        });
  }

  /** Once for what is kept, and so also for what is created. */
  private static void checkSize(Sql sql, NewSchedule schedule) throws SQLException {
    Text kept = Text.of(ScheduleDocument.writeKept(schedule).toString());
    Packet packet = Packet.forTexts(sql, List.of(kept));
    if (!packet.takes(kept)) {
      throw new TooLargeException("/input", packet.refusal("schedule", kept));
    }
  }

  private void add(Sql sql, NewSchedule schedule, long next, long now) throws SQLException {
    JsonObject kept = ScheduleDocument.writeKept(schedule);
    boolean paused = schedule.paused().orElse(false);
    sql.update(ADD, schedule.name(), kept.toString(), paused, now, next);
    audit.add(
        sql,
        "putSchedule",
        "schedule",
        schedule.name(),
        JsonValue.EMPTY_JSON_OBJECT,
        told(kept, paused));
  }

  private void change(Sql sql, ScheduleRow before, NewSchedule schedule, Next times, long now)
      throws SQLException {
    String kept = ScheduleDocument.writeKept(schedule).toString();
    boolean paused = schedule.paused().orElse(before.paused());
    long next = times.after(schedule, before.anchorAt(), now);
    boolean same = kept.equals(before.definition()) && paused == before.paused();
    if (!same || before.isAheadOf(next)) {
      sql.update(CHANGE, kept, paused, next, schedule.name());
    }
    if (!same) {
      JsonObject told = told(before.kept(), before.paused());
      JsonObject tells = told(JsonText.parse(kept).asJsonObject(), paused);
      if (told.equals(tells)) {
        audit.add(sql, "putSchedule", "schedule", schedule.name());
      } else {
        audit.add(sql, "putSchedule", "schedule", schedule.name(), told, tells);
      }
    }
  }

  /** The audit tells all of a schedule but the input. */
  private static JsonObject told(JsonObject kept, boolean paused) {
    JsonObjectBuilder all = JsonBuilders.object();
    kept.forEach(
        (field, value) -> {
          if (!field.equals("create")) {
            all.add(field, value);
          } else if (value instanceof JsonObject create) {
            all.add(field, withoutInput(create));
          }
        });
    return all.add("paused", paused).build();
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

  /** Pauses a schedule, or has it go on with the times that are still to come. */
  public Schedule pause(String name, boolean paused, Next times) {
    return transaction.inGate(
        sql -> {
          ScheduleRow before =
              row(sql, name).orElseThrow(() -> new ScheduleNotFoundException(name));
          if (paused) {
            sql.update(PAUSE, name);
          } else {
            resume(sql, before, times);
          }
          if (before.paused() != paused) {
            audit.add(sql, paused ? "pauseSchedule" : "resumeSchedule", "schedule", name);
          }
          return row(sql, name).orElseThrow().toSchedule();
        });
  }

  private static void resume(Sql sql, ScheduleRow before, Next times) throws SQLException {
    long now = sql.number("SELECT {now}");
    long next = times.after(before.parsed(), before.anchorAt(), now);
    if (before.paused() || before.isAheadOf(next)) {
      sql.update(CHANGE, before.definition(), false, next, before.name());
    }
  }

  /**
   * Creates an execution now, for this very moment, also while the schedule is paused.
   *
   * @return the execution
   */
  public Execution trigger(String name) {
    return transaction.inGate(
        sql -> {
          long now = sql.number("SELECT {now}");
          DueSchedules schedules = new DueSchedules(sql, Packet.SMALL, now);
          DueSchedule schedule =
              sql.first(DueSchedules.ONE, DueSchedule::read, name)
                  .orElseThrow(() -> new ScheduleNotFoundException(name));
          NewExecution create = row(sql, name).orElseThrow().parsed().create();
          List<CreationStatements.Row> created = List.of();
          for (long at = now; created.isEmpty(); at++) {
            ScheduleTurn turn = triggered(schedule, create, at);
            created = schedules.take(List.of(turn), Caller.current().name());
          }
          audit.add(sql, "triggerSchedule", "schedule", name);
          CreationStatements.Row row = created.get(0);
          return row.created(sql.number(CREATED_AT, row.id()));
        });
  }

  /** Its next time, what waits and its error stay as they are. */
  private static ScheduleTurn triggered(DueSchedule schedule, NewExecution create, long at) {
    return new ScheduleTurn(
        schedule,
        create,
        Text.of(create.input().toString()),
        List.of(new ScheduleTurn.Time(at, null)),
        schedule.nextAt(),
        schedule.waitingAt(),
        schedule.skipped(),
        schedule.missed(),
        schedule.error());
  }

  /** Removes a schedule; what it created stays. */
  public void delete(String name) {
    transaction.inGate(
        sql -> {
          if (sql.update("DELETE FROM execution_schedule WHERE name = ?", name) == 0) {
            throw new ScheduleNotFoundException(name);
          }
          audit.add(sql, "deleteSchedule", "schedule", name);
          return null;
        });
  }

  private static Optional<ScheduleRow> row(Sql sql, String name) throws SQLException {
    return sql.first(FIND, ScheduleRow::read, name);
  }
}
