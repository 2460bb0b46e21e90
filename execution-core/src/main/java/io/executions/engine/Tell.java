package io.executions.engine;

import io.executions.database.FailureKind;
import io.executions.store.Created;
import java.sql.SQLException;
import java.util.List;

/** The last step: writes down for those who listen what was moved, and what was created here. */
final class Tell implements GateStep {
  private final CreatedHere created;
  private List<Created> told = List.of();

  Tell(CreatedHere created) {
    this.created = created;
  }

  @Override
  public boolean isCalledFor(Plan plan) {
    return !plan.scope().isIsolated() && !created.waiting().isEmpty();
  }

  @Override
  public void run(Pass pass) throws SQLException {
    told = pass.plan().scope().isIsolated() ? List.of() : created.waiting();
    if (pass.care().isNone()) {
      pass.gate().tell(told);
    } else {
      tellIfTaken(pass);
    }
  }

  /** What the database refuses here must not keep anything from moving. */
  private void tellIfTaken(Pass pass) throws SQLException {
    try {
      pass.gate().atSavepoint(() -> pass.gate().tell(told));
    } catch (SQLException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      pass.gate().tellNothing();
    }
  }

  @Override
  public void committed(Pass pass) {
    created.told(told.size());
  }
}
