package io.executions.engine;

import io.executions.store.RunningRow;
import io.executions.store.Snapshot;
import java.sql.SQLException;
import java.util.List;

/**
 * Declares nodes dead whose beats stand still, and gives back what nodes that are gone have run.
 */
final class Recover implements GateStep {
  private final NodeWatch watch;
  private final SettlementPolicy policy;
  private final Walk walk = new Walk();

  /** Those of the last try. */
  private List<Long> batch = List.of();

  Recover(NodeWatch watch, SettlementPolicy policy) {
    this.watch = watch;
    this.policy = policy;
  }

  /** Returns the nodes that are to be declared dead, by a look that was taken just now. */
  List<Snapshot.Beat> dead(Scope scope, Situation situation) {
    Membership self = situation.self();
    return scope.isIsolated() || !situation.fresh()
        ? List.of()
        : watch.dead(
            situation.snapshot().beats(), self.id(), situation.now(), self.unbrokenSince());
  }

  /** Returns how many nanoseconds until another node may be dead. */
  long untilNextJudgement(Membership self, long now) {
    return watch.untilNextJudgement(self.id(), now, self.unbrokenSince());
  }

  @Override
  public boolean isCalledFor(Plan plan) {
    return !plan.dead().isEmpty() || hasOrphans(plan);
  }

  @Override
  public void run(Pass pass) throws SQLException {
    batch = List.of();
    boolean died = declareDead(pass);
    if (!died && !hasOrphans(pass.plan())) {
      return;
    }
    Scope scope = pass.plan().scope();
    List<Long> orphans = scope.of(Step.RECOVER, pass.gate().deadNodes().orphans());
    batch = (scope.isIsolated() ? new Walk() : walk).next(orphans);
    for (RunningRow row : pass.lock(Step.RECOVER, batch).running()) {
      pass.settlements().add(policy.of(row, Outcome.Interrupted.ofDead(row.node())));
    }
    if (Walk.isFull(batch)) {
      pass.again();
    }
  }

  @Override
  public void committed(Pass pass) {
    walk.passed(batch);
  }

  private static boolean hasOrphans(Plan plan) {
    return plan.snapshot().orphans() && plan.scope().has(Step.RECOVER);
  }

  private static boolean declareDead(Pass pass) throws SQLException {
    boolean died = false;
    for (Snapshot.Beat beat : pass.plan().dead()) {
      died |= pass.gate().deadNodes().declare(beat.nodeId(), beat.beat());
    }
    return died;
  }
}
