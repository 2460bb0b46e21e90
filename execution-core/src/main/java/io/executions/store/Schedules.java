package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.NewSchedule;
import io.executions.api.SavedSchedule;
import io.executions.api.Schedule;
import io.executions.api.ScheduleNotFoundException;
import io.executions.api.SchedulePage;
import io.executions.api.TooLargeException;
import io.executions.api.port.Caller;
import io.executions.database.Sql;
import io.executions.database.Text;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    /** Returns the version of the time-zone data by which it says so. */
    default String zoneData() {
      return "";
    }

    /** Returns the version by which it says so of that schedule; empty where it needs none. */
    default String zoneData(NewSchedule schedule) {
      return zoneData();
    }
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
          CodeSchedules.refuseIfDefined(sql, schedule.name());
          Optional<ScheduleRow> before = row(sql, schedule.name());
          new ScheduleStatements(sql, audit).put(schedule, Optional.empty(), before, times);
          Schedule after = row(sql, schedule.name()).orElseThrow().toSchedule();
          return new SavedSchedule(after, before.isEmpty());
        });
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
            new ScheduleStatements(sql, audit).resume(before, times);
          }
          if (before.paused() != paused) {
            audit.add(sql, paused ? "pauseSchedule" : "resumeSchedule", "schedule", name);
          }
          return row(sql, name).orElseThrow().toSchedule();
        });
  }

  /**
   * Creates an execution now, for this very moment, also while the schedule is paused.
   *
   * @return the execution
   * @throws TooLargeException if the database cannot take its input
   * @throws io.executions.api.DuplicateExecutionException if another execution has its unique key
   * @throws io.executions.api.KeyBusyException if a transaction that has not ended holds that key
   */
  public Execution trigger(String name) {
    transaction.requirePlace();
    return transaction.inGate(
        sql -> {
          long now = sql.number("SELECT {now}");
          DueSchedule schedule =
              sql.first(DueSchedules.ONE, DueSchedule::read, name)
                  .orElseThrow(() -> new ScheduleNotFoundException(name));
          NewSchedule definition = row(sql, name).orElseThrow().parsed();
          Text input = Text.of(definition.create().input().toString());
          DueSchedules schedules = new DueSchedules(sql, DueSchedules.packet(sql, input, 1), now);
          Optional<CreationStatements.Row> created = Optional.empty();
          for (long at = now; created.isEmpty(); at++) {
            List<ScheduleTurn.Time> times = List.of(new ScheduleTurn.Time(at, null));
            // Its next time, what waits and its error stay as they are.
            ScheduleTurn turn = ScheduleTurn.of(schedule, definition, input, times);
            created = schedules.take(List.of(turn), Caller.current().name()).one();
          }
          audit.add(sql, "triggerSchedule", "schedule", name);
          CreationStatements.Row row = created.get();
          return row.created(sql.number(CREATED_AT, row.id()));
        });
  }

  /** Removes a schedule; what it created stays. */
  public void delete(String name) {
    transaction.inGate(
        sql -> {
          CodeSchedules.refuseIfDefined(sql, name);
          if (sql.update("DELETE FROM execution_schedule WHERE name = ?", name) == 0) {
            throw new ScheduleNotFoundException(name);
          }
          audit.add(sql, "deleteSchedule", "schedule", name);
          return null;
        });
  }

  /** Returns the row of that name, if there is one. */
  static Optional<ScheduleRow> row(Sql sql, String name) throws SQLException {
    return sql.first(FIND, ScheduleRow::read, name);
  }
}
