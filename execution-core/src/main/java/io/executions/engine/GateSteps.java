package io.executions.engine;

import io.executions.settings.Settings;
import io.executions.store.Snapshot;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** What a transaction behind the gate does, step by step. */
final class GateSteps {
  private final SettleEnded settle;
  private final GiveBackStrayClaims giveBack;
  private final Recover recover;
  private final Claim claim;
  private final List<GateStep> inOrder;

  GateSteps(NodeWork work, Settings settings, SettlementPolicy policy, LongSupplier ticker) {
    settle = new SettleEnded(work, policy);
    giveBack = new GiveBackStrayClaims(work.runs(), policy);
    recover = new Recover(new NodeWatch(settings.lease()), policy);
    claim = new Claim(work, settings.queues(), ticker);
    inOrder =
        List.of(
            new Expire(),
            new LockRows(claim),
            settle,
            giveBack,
            recover,
            new RecordEnds(),
            new FreeKeys(),
            new ReleaseKeys(ticker),
            new CreateScheduled(most -> ThreadLocalRandom.current().nextLong(most)),
            new Promote(),
            claim,
            new Tell(work.created()));
  }

  /** Returns the plan for executions of that scope. */
  Plan plan(Scope scope, Situation situation) {
    List<Snapshot.Beat> dead = recover.dead(scope, situation);
    NodeCapacity capacity = claim.capacity(scope, situation);
    return new Plan(
        scope,
        situation,
        settle.next(scope),
        giveBack.next(scope, situation.snapshot()),
        dead,
        capacity);
  }

  boolean areCalledFor(Plan plan) {
    return inOrder.stream().anyMatch(step -> step.isCalledFor(plan));
  }

  Pass run(Pass pass) throws SQLException {
    for (GateStep step : inOrder) {
      step.run(pass);
    }
    return pass;
  }

  void committed(Pass pass) {
    inOrder.forEach(step -> step.committed(pass));
  }

  /** Takes note of a snapshot that was taken just now. */
  void saw(Snapshot snapshot) {
    claim.saw(snapshot);
  }

  /** Takes note that others may be the first to be claimed now. */
  void forgetFirstDue() {
    claim.forgetFirst();
  }

  /** Takes note that something may be due in other queues now. */
  void forgetQueues() {
    claim.forgetQueues();
  }

  /** Returns whether something may start now that had to wait for the rate of its queue. */
  boolean isStartDue() {
    return claim.isStartDue();
  }

  /** Returns whether more runs have ended than the last transaction was to settle. */
  boolean moreToSettle() {
    return settle.more();
  }

  /** Returns how many nanoseconds until another node may be dead, or a slot free for this one. */
  long untilNextLook(Membership self, long now) {
    return Math.min(recover.untilNextJudgement(self, now), claim.untilLook());
  }
}
