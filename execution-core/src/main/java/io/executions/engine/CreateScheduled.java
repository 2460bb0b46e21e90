package io.executions.engine;

import io.executions.database.FailureKind;
import io.executions.schedule.TimeZones;
import io.executions.store.DueSchedule;
import io.executions.store.DueSchedules;
import io.executions.store.ScheduleTurn;
import io.executions.store.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates what schedules are to create now, and moves them on to their next time. */
final class CreateScheduled implements GateStep {
  /** So much of definitions one transaction reads. */
  private static final long MOST_CHARACTERS = 8 << 20;

  private final LongUnaryOperator chance;
  private final ScheduleBatch batch = new ScheduleBatch();
  private final ScheduleIsolation isolation = new ScheduleIsolation();
  private boolean moved;

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
    moved = false;
    Plan plan = pass.plan();
    // A time may have come to wait since the look.
    boolean ended = pass.gate().schedulesWait() && !ended(pass).isEmpty();
    if (!mayCreate(plan) || !(plan.snapshot().schedulesDue() || ended)) {
      return;
    }
    DueSchedules schedules = pass.gate().schedules();
    Collection<DueSchedule> due = due(pass, schedules, batch.most());
    moved = take(pass, turns(pass, schedules, due)) > 0;
    // Where none was due, another node was here before; a look shows that, and what it created.
    if (moved || due.isEmpty() && plan.snapshot().schedulesDue()) {
      pass.again();
    }
  }

  @Override
  public void committed(Pass pass) {
    if (moved) {
      batch.passed();
    }
  }

  private static Collection<DueSchedule> due(Pass pass, DueSchedules schedules, int most)
      throws SQLException {
    Map<String, DueSchedule> due = new LinkedHashMap<>();
    Snapshot snapshot = pass.plan().snapshot();
    List<DueSchedule> waiting = List.of();
    if (snapshot.schedulesDue()) {
      schedules.due(most).forEach(each -> due.put(each.name(), each));
      waiting = snapshot.schedulesWait() ? schedules.waiting(most) : waiting;
    } else {
      waiting = schedules.waitingFor(ended(pass), most);
    }
    waiting.forEach(each -> due.putIfAbsent(each.name(), each));
    return due.values().stream().limit(most).toList();
  }

  /** Returns what has ended, also within the transaction of its handler. */
  private static Set<Long> ended(Pass pass) {
    return Stream.concat(
            pass.settlements().stream().map(settlement -> settlement.row().id()),
            pass.over().stream().map(Run::id))
        .collect(Collectors.toSet());
  }

  private List<ScheduleTurn> turns(Pass pass, DueSchedules schedules, Collection<DueSchedule> due)
      throws SQLException {
    List<DueSchedule> read = schedules.withDefinitions(fitting(due));
    boolean all = read.size() == due.size() && read.size() < batch.most();
    ScheduleTurns turns =
        new ScheduleTurns(
            pass.gate().now(), pass.gate().packet(), chance, all, TimeZones.version());
    for (DueSchedule each : read) {
      if (!turns.add(each)) {
        break;
      }
    }
    return turns.made().stream().map(batch::unlessHopeless).toList();
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

  private int take(Pass pass, List<ScheduleTurn> turns) throws SQLException {
    // No execution that is there already is to blame.
    pass.atHand().take(Step.PROMOTE, List.of());
    try {
      int taken = isolation.take(pass.gate(), turns);
      pass.atHand().putDown();
      return taken;
    } catch (SQLException | RuntimeException e) {
      if (FailureKind.of(e).isBrokenOff()) {
        batch.brokenOff(turns, e);
      }
      throw e;
    }
  }
}
