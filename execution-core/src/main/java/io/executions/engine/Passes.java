package io.executions.engine;

import io.executions.database.FailureKind;
import io.executions.store.EngineStore;
import io.executions.store.Gate;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * Takes each {@link Pass}. Where the database refuses a row, it takes the pass again and isolates
 * that row.
 */
final class Passes {
  private final EngineStore store;
  private final GateSteps steps;
  private final SettlementPolicy policy;
  private final Refusals refusals;
  private AtHand atHand = new AtHand();

  Passes(EngineStore store, GateSteps steps, SettlementPolicy policy, Refusals refusals) {
    this.store = store;
    this.steps = steps;
    this.policy = policy;
    this.refusals = refusals;
  }

  Moved take(Plan plan) throws SQLException {
    Pass pass = withCareIfNeeded(plan);
    if (!plan.scope().isIsolated()) {
      steps.committed(pass);
    }
    return moved(pass);
  }

  /** Does with these executions only what follows when the plan is refused. */
  Moved instead(Plan plan, Exception refusal) throws SQLException {
    return moved(pass(plan, gate -> RefusalIsolation.without(gate, refusal)));
  }

  /** Returns the executions that the last one was at work on when it ended. */
  AtHand atHand() {
    return atHand;
  }

  private Pass withCareIfNeeded(Plan plan) throws SQLException {
    try {
      return pass(plan, RefusalIsolation::none);
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      return carefully(plan, e);
    }
  }

  private Pass carefully(Plan plan, Exception refusal) throws SQLException {
    try {
      return pass(plan, RefusalIsolation::careful);
    } catch (SQLException | RuntimeException e) {
      e.addSuppressed(refusal);
      throw e;
    }
  }

  private Pass pass(Plan plan, Function<Gate, RefusalIsolation> care) throws SQLException {
    atHand = new AtHand();
    return store.inGate(
        plan.self().id(),
        plan.self().name(),
        gate -> {
          atHand = new AtHand();
          DamagedRows damaged = new DamagedRows(gate, policy, refusals);
          return steps.run(new Pass(plan, gate, care.apply(gate), damaged, atHand));
        });
  }

  private Moved moved(Pass pass) {
    Moved moved = pass.moved();
    refusals.passed(moved);
    return moved;
  }
}
