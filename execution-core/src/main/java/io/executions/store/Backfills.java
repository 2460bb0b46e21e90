package io.executions.store;

import io.executions.api.Backfill;
import io.executions.api.BackfillCount;
import io.executions.api.Backfilled;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.ScheduleNotFoundException;
import io.executions.api.json.JsonBuilders;
import io.executions.api.json.Timestamps;
import io.executions.api.port.Caller;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Text;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Creates what schedules have not created in the past, behind the gate as engines do, so that none
 * of them creates for the same time. The schedule itself is not moved.
 */
@ApplicationScoped
public class Backfills {
  private static final String MEMORY =
      """
      SELECT {now} AS now_at, s.scheduled_from, g.retention_ms
        FROM execution_gate g CROSS JOIN execution_sweep s WHERE g.id = 1 AND s.id = 1
      """;

  private final Transaction transaction;
  private final Audit audit;

  /** For the proxy only. */
  protected Backfills() {
    this(null, null);
  }

  @Inject
  Backfills(Transaction transaction, Audit audit) {
    this.transaction = transaction;
    this.audit = audit;
  }

  /**
   * Of which past it is known what was created.
   *
   * @param from from when on
   * @param now until when, by the database's clock
   */
  public record Memory(Instant from, Instant now) {
    private static Memory read(ResultSet row) throws SQLException {
      long now = row.getLong("now_at");
      long from = row.getLong("scheduled_from");
      long retention = row.getLong("retention_ms") * 1000;
      boolean keepsAll = row.wasNull();
      long kept = keepsAll ? 0 : now - OldScheduled.LONGER - retention;
      return new Memory(Micros.toInstant(Math.max(from, Math.max(0, kept))), Micros.toInstant(now));
    }

    /** Returns the fault of a time that it does not reach. */
    public Fault fault() {
      String known = Timestamps.write(from);
      return new Fault(
          "/from", "must not be before %s: older times are forgotten".formatted(known));
    }
  }

  /** Says which times are asked for, where the schedule is known. */
  public interface Wanted {
    /**
     * Returns those times.
     *
     * @param anchor when the schedule was saved first
     */
    Times of(NewSchedule schedule, Instant anchor);
  }

  /**
   * Times of a schedule.
   *
   * @param times ascending
   * @param capped whether there are more
   */
  public record Times(List<Instant> times, boolean capped) {}

  /**
   * What was created.
   *
   * @param each what each of them is
   */
  public record Made(NewExecution each, Backfilled backfilled) {}

  /** Returns of which past it is known what was created. */
  public Memory memory() {
    return transaction.sql(Backfills::memory);
  }

  private static Memory memory(Sql sql) throws SQLException {
    return sql.first(MEMORY, Memory::read)
        .orElseThrow(() -> new SQLException("The row of execution_gate is missing"));
  }

  /** Returns what would be created. */
  public BackfillCount count(String name, Wanted wanted) {
    return transaction.sql(
        sql -> {
          ScheduleRow row = row(sql, name);
          Times times = wanted.of(row.parsed(), Micros.toInstant(row.anchorAt()));
          KnownTimes known = KnownTimes.of(sql, name, micros(times));
          List<Instant> missing =
              times.times().stream().filter(at -> !known.has(name, Micros.of(at))).toList();
          List<Instant> first =
              missing.subList(0, Math.min(missing.size(), BackfillCount.MOST_TIMES));
          return new BackfillCount(missing.size(), first, times.capped());
        });
  }

  /**
   * Creates them, all or none.
   *
   * @throws io.executions.api.TooLargeException if the database cannot take the input
   */
  public Made create(String name, Backfill backfill, Wanted wanted) {
    transaction.requirePlace();
    return transaction.inGate(
        sql -> {
          ScheduleRow row = row(sql, name);
          Times wants = wanted.of(row.parsed(), Micros.toInstant(row.anchorAt()));
          List<ScheduleTurn.Time> times =
              micros(wants).stream().map(at -> new ScheduleTurn.Time(at, null)).toList();
          DueSchedule schedule = sql.first(DueSchedules.ONE, DueSchedule::read, name).orElseThrow();
          NewSchedule definition = row.parsed();
          Text input = Text.of(definition.create().input().toString());
          Packet packet = DueSchedules.packet(sql, input, times.size());
          List<CreationStatements.Row> created =
              new DueSchedules(sql, packet, sql.number("SELECT {now}"))
                  .create(
                      List.of(ScheduleTurn.of(schedule, definition, input, times)),
                      Caller.current().name())
                  .rows();
          // After it was asked what is known: what a sweep removed before that is forgotten now.
          Memory memory = memory(sql);
          if (backfill.from().isBefore(memory.from())) {
            throw new InvalidRequestException(List.of(memory.fault()));
          }
          if (!created.isEmpty()) {
            told(sql, name, backfill, created.size());
          }
          List<Long> ids = created.stream().map(CreationStatements.Row::id).toList();
          return new Made(definition.create(), new Backfilled(ids, times.size() - ids.size()));
        });
  }

  private void told(Sql sql, String name, Backfill backfill, int created) throws SQLException {
    audit.add(
        sql,
        "backfillSchedule",
        "schedule",
        name,
        JsonValue.EMPTY_JSON_OBJECT,
        JsonBuilders.object()
            .add("from", Timestamps.write(backfill.from()))
            .add("to", Timestamps.write(backfill.to()))
            .add("created", created)
            .build());
  }

  private static List<Long> micros(Times times) {
    return times.times().stream().map(Micros::of).toList();
  }

  private static ScheduleRow row(Sql sql, String name) throws SQLException {
    return Schedules.row(sql, name).orElseThrow(() -> new ScheduleNotFoundException(name));
  }
}
