package io.executions.engine;

import io.executions.database.Bisection;
import io.executions.store.Promotable;
import java.sql.SQLException;
import java.util.List;

/** Makes executions due that have waited until their time. */
final class Promote implements GateStep {
  private Promotable last = Promotable.FIRST;

  /** Those of the last try. */
  private List<Promotable> batch = List.of();

  @Override
  public boolean isCalledFor(Plan plan) {
    return plan.snapshot().promotable() && plan.scope().has(Step.PROMOTE);
  }

  @Override
  public void run(Pass pass) throws SQLException {
    batch = List.of();
    if (!isCalledFor(pass.plan())) {
      return;
    }
    List<Bisection.Refused<Long>> refused =
        pass.care().each(next(pass), some -> promote(pass, some)).refused();
    pass.damaged().failPending(Step.PROMOTE, refused, pass.atHand());
    if (isFull()) {
      pass.again();
    }
  }

  @Override
  public void committed(Pass pass) {
    last = isFull() ? batch.get(Promotable.MOST - 1) : Promotable.FIRST;
  }

  private List<Long> next(Pass pass) throws SQLException {
    Scope scope = pass.plan().scope();
    if (scope.isIsolated()) {
      return pass.gate().pending().stillPromotable(scope.group().ids());
    }
    batch = pass.gate().pending().promotable(last);
    return scope.of(Step.PROMOTE, batch.stream().map(Promotable::id).toList());
  }

  private static void promote(Pass pass, List<Long> some) throws SQLException {
    pass.atHand().take(Step.PROMOTE, some);
    if (pass.gate().pending().promote(some) > 0) {
      pass.again();
    }
    pass.atHand().putDown();
  }

  private boolean isFull() {
    return batch.size() == Promotable.MOST;
  }
}
