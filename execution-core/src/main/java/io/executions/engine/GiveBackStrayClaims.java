package io.executions.engine;

import io.executions.store.RunningRow;
import io.executions.store.Snapshot;
import java.sql.SQLException;
import java.util.List;

/** Gives back rows that this node holds and does not run: the answer to their claim was lost. */
final class GiveBackStrayClaims implements GateStep {
  private final Runs runs;
  private final SettlementPolicy policy;
  private final Walk walk = new Walk();

  GiveBackStrayClaims(Runs runs, SettlementPolicy policy) {
    this.runs = runs;
    this.policy = policy;
  }

  /** Returns the rows to give back next. */
  List<Long> next(Scope scope, Snapshot snapshot) {
    List<Long> all =
        snapshot.mine().stream()
            .filter(row -> !runs.has(row.id(), row.attempt()))
            .map(Snapshot.MyRun::id)
            .filter(id -> scope.has(Step.RECOVER, id))
            .toList();
    if (scope.isIsolated()) {
      return all;
    }
    List<Long> next = walk.next(all);
    if (next.isEmpty()) {
      walk.passed(next);
    }
    return next;
  }

  @Override
  public boolean isCalledFor(Plan plan) {
    return !plan.unknown().isEmpty();
  }

  @Override
  public void run(Pass pass) throws SQLException {
    List<Long> unknown = pass.plan().unknown();
    for (RunningRow row : pass.lock(Step.RECOVER, unknown).running()) {
      if (row.nodeId() == pass.plan().self().id()) {
        pass.settlements().add(policy.of(row, new Outcome.Released("Its claim had gone astray")));
      }
    }
    if (Walk.isFull(unknown)) {
      pass.again();
    }
  }

  @Override
  public void committed(Pass pass) {
    walk.passed(pass.plan().unknown());
  }
}
