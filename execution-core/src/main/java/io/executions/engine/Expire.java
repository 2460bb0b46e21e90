package io.executions.engine;

import io.executions.database.Bisection;
import io.executions.store.Expiry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cancels what has not started by the time that it expires, also while nothing may be claimed.
 * First of all: what expires here is not claimed here.
 */
final class Expire implements GateStep {
  @Override
  public boolean isCalledFor(Plan plan) {
    return plan.snapshot().expired() && !plan.scope().isIsolated();
  }

  @Override
  public void run(Pass pass) throws SQLException {
    if (!isCalledFor(pass.plan())) {
      return;
    }
    List<Expiry.Row> reached = pass.gate().expiry().reached();
    Set<Long> over =
        reached.stream()
            .filter(row -> !row.holds())
            .map(Expiry.Row::id)
            .collect(Collectors.toSet());
    List<Long> ids =
        reached.stream().filter(Expiry.Row::holds).map(Expiry.Row::id).sorted().toList();
    List<Bisection.Refused<Long>> refused =
        pass.care().each(ids, some -> over.addAll(pass.gate().expire(some))).refused();
    // What is refused fails instead, and what somebody else has locked is left for another time.
    pass.damaged().failPending(Step.PROMOTE, refused, pass.atHand());
    List<Expiry.Row> done = new ArrayList<>(reached);
    done.removeIf(row -> !over.contains(row.id()));
    pass.gate().expiry().forget(done);
    // Another look tells when the next one expires.
    if (!done.isEmpty()) {
      pass.again();
    }
  }
}
