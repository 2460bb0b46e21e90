package io.executions.engine;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.database.FailureKind;
import io.executions.database.Micros;
import io.executions.schedule.ScheduleTimes;
import io.executions.store.DueSchedule;
import io.executions.store.DueSchedules;
import io.executions.store.Gate;
import io.executions.store.ScheduleTurn;
import io.executions.store.Snapshot;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/** Creates what schedules are to create now, and moves them on to their next time. */
final class CreateScheduled implements GateStep {
  /** How many schedules one transaction serves: others wait for the gate. */
  static final int MOST = 500;

  /** So much of definitions it reads, and so much of inputs each schedule writes. */
  private static final long MOST_CHARACTERS = 8 << 20;

  private static final System.Logger LOG = System.getLogger(CreateScheduled.class.getName());

  private final LongUnaryOperator chance;

  /**
   * Makes one.
   *
   * @param chance returns a number from 0 on and below another one
   */
  CreateScheduled(LongUnaryOperator chance) {
    this.chance = chance;
  }

  @Override
  public boolean isCalledFor(Plan plan) {
    return mayCreate(plan) && plan.snapshot().schedulesDue();
  }

  /** A paused cluster creates all the same, a node that drains does not. */
  private static boolean mayCreate(Plan plan) {
    return plan.situation().claiming() && !plan.scope().isIsolated();
  }

  @Override
  public void run(Pass pass) throws SQLException {
    Plan plan = pass.plan();
    boolean ended = plan.snapshot().schedulesWait() && !pass.settlements().isEmpty();
    if (!mayCreate(plan) || !(plan.snapshot().schedulesDue() || ended)) {
      return;
    }
    DueSchedules schedules = pass.gate().schedules();
    List<DueSchedule> due = fitting(due(plan.snapshot(), schedules));
    long now = pass.gate().now();
    List<ScheduleTurn> turns = new ArrayList<>();
    for (DueSchedule each : schedules.withDefinitions(due)) {
      turns.add(turn(each, now));
    }
    // Where none was due, another node was here before; a look shows that, and what it created.
    if (take(pass.gate(), schedules, turns) > 0 || due.isEmpty()) {
      pass.again();
    }
  }

  private static Collection<DueSchedule> due(Snapshot snapshot, DueSchedules schedules)
      throws SQLException {
    Map<String, DueSchedule> due = new LinkedHashMap<>();
    if (snapshot.schedulesDue()) {
      schedules.due(MOST).forEach(each -> due.put(each.name(), each));
    }
    if (snapshot.schedulesWait()) {
      schedules.waiting(MOST).forEach(each -> due.putIfAbsent(each.name(), each));
    }
    return due.values();
  }

  /** Returns the first ones, as many as one transaction should read; at least one. */
  private static List<DueSchedule> fitting(Collection<DueSchedule> due) {
    List<DueSchedule> fitting = new ArrayList<>();
    long characters = 0;
    for (DueSchedule each : due) {
      characters += each.size();
      if (!fitting.isEmpty() && characters > MOST_CHARACTERS) {
        break;
      }
      fitting.add(each);
    }
    return fitting;
  }

  /**
   * What the database refuses to one schedule is none of the others' business.
   *
   * @return how many schedules were moved on
   */
  private static int take(Gate gate, DueSchedules schedules, List<ScheduleTurn> turns)
      throws SQLException {
    if (turns.isEmpty()) {
      return 0;
    }
    try {
      gate.atSavepoint(() -> schedules.take(turns));
      return turns.size();
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      if (turns.size() == 1) {
        return takeRefused(gate, schedules, turns.get(0), e);
      }
      int half = turns.size() / 2;
      return take(gate, schedules, turns.subList(0, half))
          + take(gate, schedules, turns.subList(half, turns.size()));
    }
  }

  private static int takeRefused(
      Gate gate, DueSchedules schedules, ScheduleTurn turn, Exception refusal) throws SQLException {
    String why = ErrorText.line("The database refused it: " + ErrorText.message(refusal));
    try {
      gate.atSavepoint(() -> schedules.take(List.of(turn.refused(why))));
      return 1;
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      e.addSuppressed(refusal);
      LOG.log(Level.WARNING, "Nothing can be recorded of schedule " + turn.schedule().name(), e);
      return 0;
    }
  }

  private ScheduleTurn turn(DueSchedule due, long now) {
    try {
      NewSchedule schedule = due.parsed();
      Instant anchor = Micros.toInstant(due.anchorAt());
      return turn(due, schedule, ScheduleTimes.of(schedule, anchor), now);
    } catch (InvalidRequestException e) {
      return stopped(due, words(e.faults()));
    } catch (RuntimeException e) {
      return stopped(due, e.toString());
    }
  }

  private static String words(List<Fault> faults) {
    return faults.stream()
        .map(fault -> fault.pointer() + " " + fault.detail())
        .collect(Collectors.joining("; "));
  }

  /** It stands still until somebody saves or resumes it: nothing tells when it would come next. */
  private static ScheduleTurn stopped(DueSchedule due, String why) {
    return new ScheduleTurn(
        due,
        null,
        List.of(),
        0,
        due.waitingAt(),
        due.skipped(),
        due.missed() + 1,
        ErrorText.line("Its times cannot be told: " + why));
  }

  private ScheduleTurn turn(DueSchedule due, NewSchedule schedule, ScheduleTimes times, long now) {
    List<ScheduleTurn.Time> created = new ArrayList<>();
    boolean unfinished = due.unfinished();
    long waiting = due.waitingAt();
    if (waiting > 0 && !unfinished) {
      created.add(time(waiting, schedule.jitter()));
      waiting = 0;
      unfinished = true;
    }
    long skipped = due.skipped();
    long missed = due.missed();
    long next = due.nextAt();
    if (next > 0 && next <= now) {
      ScheduleTimes.Due come = times.due(Micros.toInstant(next), Micros.toInstant(now), most(due));
      missed += come.missed();
      next = come.next().map(Micros::of).orElse(0L);
      for (Instant at : come.times()) {
        if (schedule.overlap() == Overlap.ALLOW || !unfinished) {
          created.add(time(Micros.of(at), schedule.jitter()));
          unfinished = true;
        } else if (schedule.overlap() == Overlap.QUEUE && waiting == 0) {
          waiting = Micros.of(at);
        } else {
          skipped++;
        }
      }
    }
    return new ScheduleTurn(due, schedule.create(), created, next, waiting, skipped, missed, "");
  }

  private static int most(DueSchedule due) {
    return (int) Math.max(1, Math.min(ScheduleTimes.MOST, MOST_CHARACTERS / due.size()));
  }

  private ScheduleTurn.Time time(long at, Duration jitter) {
    Instant runAt =
        jitter.isZero()
            ? null
            : Micros.toInstant(at).plusMillis(chance.applyAsLong(jitter.toMillis() + 1));
    return new ScheduleTurn.Time(at, runAt);
  }
}
