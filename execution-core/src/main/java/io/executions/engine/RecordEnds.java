package io.executions.engine;

import io.executions.database.Bisection;
import io.executions.store.Settlement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * Records by one batch what the steps before have made of running executions, or has the claim
 * record it.
 */
final class RecordEnds implements GateStep {
  @Override
  public void run(Pass pass) throws SQLException {
    List<Settlement> settlements = pass.settlements();
    settlements.sort(Comparator.comparingLong(settlement -> settlement.row().id()));
    boolean withClaim =
        pass.care().isNone()
            && pass.plan().onlySettlesAndClaims()
            && pass.gate().settleWithClaim(settlements, pass.candidates().head().size());
    if (!withClaim) {
      record(pass, List.copyOf(settlements));
    }
    if (settlements.stream().anyMatch(settlement -> !settlement.next().isFinal())
        || pass.plan().ended().stream().anyMatch(RecordEnds::isPendingAgain)) {
      // Some wait for another attempt, and only a look tells when they are due.
      pass.again();
    }
  }

  private static void record(Pass pass, List<Settlement> settlements) throws SQLException {
    Bisection.Left<Settlement> left = pass.care().each(settlements, some -> settle(pass, some));
    left.untried().forEach(settlement -> leave(pass, settlement));
    for (Bisection.Refused<Settlement> refused : left.refused()) {
      leave(pass, refused.row());
      pass.atHand().takeAgain(List.of(refused.row().row().id()));
      pass.damaged().instead(refused).ifPresent(instead -> add(pass, instead));
    }
    pass.atHand().putDown();
  }

  private static void settle(Pass pass, List<Settlement> some) throws SQLException {
    pass.atHand().takeAgain(some.stream().map(settlement -> settlement.row().id()).toList());
    pass.gate().settle(some);
    pass.atHand().putDown();
  }

  /** A transactional handler has snoozed. */
  private static boolean isPendingAgain(Run run) {
    return run.outcome() instanceof Outcome.Settled settled && !settled.move().isEnd();
  }

  private static void leave(Pass pass, Settlement settlement) {
    pass.settlements().removeIf(each -> each == settlement);
    pass.over().removeIf(run -> isOf(run, settlement));
  }

  private static void add(Pass pass, Settlement settlement) {
    pass.settlements().add(settlement);
    pass.plan().ended().stream().filter(run -> isOf(run, settlement)).forEach(pass.over()::add);
  }

  private static boolean isOf(Run run, Settlement settlement) {
    return run.id() == settlement.row().id() && run.attempt() == settlement.row().attempt();
  }
}
