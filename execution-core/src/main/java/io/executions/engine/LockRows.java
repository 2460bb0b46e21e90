package io.executions.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Locks, by one statement, the executions that have ended here and those that may be claimed once
 * these are settled.
 */
record LockRows(Claim claim) implements GateStep {
  @Override
  public void run(Pass pass) throws SQLException {
    Set<Long> ended = pass.open().keySet();
    Candidates candidates = claim.candidates(pass);
    List<Long> head = candidates.ids();
    Set<Long> all = new TreeSet<>(ended);
    all.addAll(head);
    pass.atHand().take(Step.SETTLE, ended);
    pass.atHand().takeToo(Step.CLAIM, head);
    pass.lockedTogether(candidates, pass.lockWithInputs(all));
    pass.atHand().putDown();
  }
}
