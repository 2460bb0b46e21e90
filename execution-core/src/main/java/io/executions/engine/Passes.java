package io.executions.engine;

import io.executions.store.EngineStore;
import io.executions.store.FailureKind;
import io.executions.store.Gate;
import java.sql.SQLException;
import java.util.function.Function;

/** Takes each {@link Pass}; where the database refuses what one row wants, again with care. */
final class Passes {
  private final EngineStore store;
  private final SettlementPolicy policy;
  private final Refusals refusals;
  private final Memory memory;
  private AtHand atHand = new AtHand();

  Passes(EngineStore store, SettlementPolicy policy, Refusals refusals, Memory memory) {
    this.store = store;
    this.policy = policy;
    this.refusals = refusals;
    this.memory = memory;
  }

  Moved take(Plan plan) throws SQLException {
    try {
      return pass(plan, Care::none);
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      return carefully(plan, e);
    }
  }

  /** Does with none of the executions what was planned, but what is done if that is refused. */
  Moved instead(Plan plan, Exception refusal) throws SQLException {
    return pass(plan, gate -> Care.without(gate, refusal));
  }

  /** Returns what was at hand when the last one ended. */
  AtHand atHand() {
    return atHand;
  }

  private Moved carefully(Plan plan, Exception refusal) throws SQLException {
    try {
      return pass(plan, Care::careful);
    } catch (SQLException | RuntimeException e) {
      e.addSuppressed(refusal);
      throw e;
    }
  }

  private Moved pass(Plan plan, Function<Gate, Care> care) throws SQLException {
    atHand = new AtHand();
    return store.inGate(
        plan.self().id(),
        plan.self().name(),
        gate -> {
          atHand = new AtHand();
          DamagedRows damaged = new DamagedRows(gate, policy, refusals);
          return new Pass(gate, plan, care.apply(gate), damaged, policy, memory, atHand).run();
        });
  }
}
