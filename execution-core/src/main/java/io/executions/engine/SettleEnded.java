package io.executions.engine;

import io.executions.store.RunningRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settles the runs that have ended here and whose attempts still hold. */
final class SettleEnded implements GateStep {
  private final Runs runs;
  private final EndedRuns ended;
  private final SettlementPolicy policy;

  SettleEnded(NodeWork work, SettlementPolicy policy) {
    this.runs = work.runs();
    this.ended = new EndedRuns(work.memory().mostAtOnce());
    this.policy = policy;
  }

  /** Returns the runs to settle next. */
  List<Run> next(Scope scope) {
    List<Run> all = runs.ended().stream().filter(run -> scope.has(Step.SETTLE, run.id())).toList();
    return scope.isIsolated() ? all : ended.next(all);
  }

  /** Returns whether more runs have ended than were to be settled last. */
  boolean more() {
    return ended.more();
  }

  @Override
  public boolean isCalledFor(Plan plan) {
    return !plan.ended().isEmpty();
  }

  @Override
  public void run(Pass pass) throws SQLException {
    Map<Long, Run> open = pass.open();
    for (RunningRow row : pass.locked().running()) {
      Run run = open.get(row.id());
      if (run != null && row.attempt() == run.attempt() && row.nodeId() == run.nodeId()) {
        Outcome outcome = run.outcome().within(pass.gate().packet());
        pass.settlements().add(policy.of(row, outcome));
        pass.over().add(open.remove(row.id()));
      }
    }
    // A row that is not locked here and does not run on this node any more is over for this node.
    Set<Long> others = pass.gate().stillRunning(open.keySet(), pass.plan().self().id());
    open.values().stream().filter(run -> !others.contains(run.id())).forEach(pass.over()::add);
  }

  @Override
  public void committed(Pass pass) {
    ended.passed(pass.plan().ended(), pass.over());
  }
}
