package io.executions.engine;

import io.executions.database.FailureKind;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Set;

/**
 * Takes each {@link Pass}. Finds out at which executions the database may break off; these are
 * {@link Suspects} and get transactions of their own.
 */
final class BreakOffIsolation {
  private static final System.Logger LOG = System.getLogger(BreakOffIsolation.class.getName());

  private final Suspects suspects;
  private final Passes passes;

  BreakOffIsolation(Suspects suspects, Passes passes) {
    this.suspects = suspects;
    this.passes = passes;
  }

  Moved take(Plan plan) throws SQLException {
    try {
      Moved result = passes.take(plan);
      passed(plan.scope());
      return result;
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isBrokenOff()) {
        throw e;
      }
      if (!plan.scope().isIsolated()) {
        suspects.brokenOff(passes.atHand().ids());
        throw e;
      }
      if (atHand(plan.scope()).isEmpty()) {
        throw e;
      }
      return brokenOff(plan, e);
    }
  }

  /**
   * Takes note that there was nothing to do: what is to be claimed may wait until there is room.
   */
  void untried(Scope scope) {
    if (scope.isIsolated()) {
      Suspects.Group group = scope.group();
      suspects.passed(group, group.step() == Step.CLAIM ? Set.copyOf(group.ids()) : Set.of());
    }
  }

  private void passed(Scope scope) {
    if (scope.isIsolated()) {
      suspects.passed(scope.group(), passes.atHand().left());
    } else {
      suspects.passed(passes.atHand().ids());
    }
  }

  private Set<Long> atHand(Scope scope) {
    return passes.atHand().of(scope.group().step());
  }

  /** Once it is certain which execution it is, that one fails as one with a damaged row does. */
  private Moved brokenOff(Plan plan, Exception failure) {
    Suspects.Group group = plan.scope().group();
    LOG.log(Level.DEBUG, "The database broke off at " + group, failure);
    if (!suspects.brokenOff(group, atHand(plan.scope()))) {
      return Moved.NOTHING;
    }
    try {
      Moved result = passes.instead(plan, failure);
      if (!result.damaged().failed().isEmpty()) {
        suspects.forget(group);
      }
      return result;
    } catch (SQLException | RuntimeException e) {
      tellHopeless(group, failure, e);
      return Moved.NOTHING;
    }
  }

  private static void tellHopeless(Suspects.Group group, Exception failure, Exception ofOther) {
    LOG.log(Level.DEBUG, "Nothing else could be recorded of " + group, ofOther);
    if (FailureKind.of(ofOther) != FailureKind.OUTAGE && group.isNew()) {
      LOG.log(
          Level.WARNING,
          "{0} is passed over for a while: the database breaks off when {1}: {2}",
          group,
          group.step().words(),
          ErrorText.withRoot(failure));
    }
  }
}
