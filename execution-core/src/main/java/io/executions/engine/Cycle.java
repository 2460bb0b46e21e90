package io.executions.engine;

import io.executions.settings.Settings;
import io.executions.store.EngineStore;
import io.executions.store.Snapshot;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * One cycle of the engine: look, and only if there is something to do, one short transaction, whose
 * steps are {@link GateSteps}.
 */
final class Cycle {
  private final EngineStore store;
  private final NodeWork work;
  private final LastSnapshot lastSnapshot;
  private final Refusals refusals;
  private final Suspects suspects;
  private final GateSteps steps;
  private final BreakOffIsolation isolation;

  Cycle(EngineStore store, Settings settings, NodeWork work, LongSupplier ticker) {
    this.store = store;
    this.work = work;
    this.lastSnapshot = new LastSnapshot(settings);
    this.refusals = new Refusals(ticker);
    this.suspects = new Suspects(ticker);
    RetryDelays delays = new RetryDelays(() -> ThreadLocalRandom.current().nextDouble());
    SettlementPolicy policy =
        new SettlementPolicy(delays, settings.maxInterruptions(), work.workers()::backoff);
    this.steps = new GateSteps(work, settings, policy, ticker);
    this.isolation = new BreakOffIsolation(suspects, new Passes(store, steps, policy, refusals));
  }

  /**
   * Looks at the database. The last look serves again where it was just taken and the only news are
   * ended runs or a creation on this node.
   */
  Snapshot look(Membership self, Cause cause, long now) throws SQLException {
    if (cause != Cause.END) {
      steps.forgetFirstDue();
      steps.forgetQueues();
    }
    Optional<Snapshot> instead =
        suspects.isNext() || steps.isStartDue()
            ? Optional.empty()
            : lastSnapshot.instead(cause, !work.runs().ended().isEmpty(), now);
    return instead.isPresent() ? instead.get() : lookAnew(self, now);
  }

  private Snapshot lookAnew(Membership self, long now) throws SQLException {
    lastSnapshot.forget();
    steps.forgetFirstDue();
    Snapshot snapshot = store.look(self.id(), work.workers().claimableTypes());
    lastSnapshot.saw(snapshot, now);
    steps.saw(snapshot);
    return snapshot;
  }

  /**
   * Does what a look calls for.
   *
   * @param claiming whether this node takes new work
   */
  Moved act(Snapshot snapshot, Membership self, boolean claiming, long now) throws SQLException {
    boolean fresh = lastSnapshot.is(snapshot);
    Scope scope = scope(fresh);
    Plan plan = steps.plan(scope, new Situation(snapshot, fresh, self, claiming, now));
    if (!steps.areCalledFor(plan)) {
      isolation.untried(scope);
      return Moved.NOTHING;
    }
    Moved moved = isolation.take(plan);
    if (plan.capacity().most() > 0 && moved.claimed().isEmpty()) {
      // Others may have filled the limit. A look shows that without the gate.
      lastSnapshot.forget();
    }
    return moved;
  }

  /** Returns whether another transaction is to follow, whatever a look would show. */
  boolean moreToDo() {
    return steps.moreToSettle() || suspects.more();
  }

  /** Returns how many nanoseconds until something may have happened that only a look shows. */
  long untilNextLook(Membership self, long now) {
    return Math.min(steps.untilNextLook(self, now), suspects.untilNext());
  }

  /** A group is isolated only after a look that was taken just now. */
  private Scope scope(boolean fresh) {
    Optional<Suspects.Group> group = suspects.next(fresh);
    if (group.isEmpty()) {
      return allButSuspects();
    }
    // What is left for the others, and whether the database is there, only another look tells.
    lastSnapshot.forget();
    return Scope.isolated(group.get());
  }

  private Scope allButSuspects() {
    Map<Step, Set<Long>> passedOver = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      passedOver.put(step, suspects.isolated(step));
    }
    Set<Long> resting = refusals.resting();
    passedOver.get(Step.PROMOTE).addAll(resting);
    passedOver.get(Step.CLAIM).addAll(resting);
    return Scope.allBut(passedOver);
  }
}
