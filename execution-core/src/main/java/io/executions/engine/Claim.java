package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.Due;
import io.executions.store.QueueTurns;
import io.executions.store.Snapshot;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** The last step: claims what comes first by its rank, as far as there is room. */
final class Claim implements GateStep {
  private final NodeWork work;
  private final QueueTurns turns;
  private final FirstDue firstDue;
  private final LastShareState share;
  private final NextStart nextStart;

  /** After the last try. */
  private ShareState after = ShareState.NOTHING;

  Claim(NodeWork work, Collection<String> servedQueues, LongSupplier ticker) {
    this.work = work;
    this.turns = new QueueTurns(servedQueues);
    this.firstDue = new FirstDue(turns);
    this.share = new LastShareState(ticker);
    this.nextStart = new NextStart(turns, ticker);
  }

  /** Takes note of a snapshot that was taken just now. */
  void saw(Snapshot snapshot) {
    firstDue.forget();
    share.saw(snapshot);
    nextStart.looked();
  }

  /** Takes note that others than those that were read may be the first ones now. */
  void forgetFirst() {
    firstDue.forget();
  }

  /** Takes note that something may be due in other queues now. */
  void forgetQueues() {
    turns.forget();
  }

  /** Returns how many nanoseconds until there may be a slot for this node. */
  long untilLook() {
    return Math.min(share.get().untilLook(), nextStart.untilThen());
  }

  /** Returns whether an execution may start now that had to wait for the rate of its queue. */
  boolean isStartDue() {
    return nextStart.isDue();
  }

  /** Returns what this node can take. */
  NodeCapacity capacity(Scope scope, Situation situation) {
    // Types before number: a transactional handler that returns in between makes room for neither.
    List<String> types = work.workers().claimableTypes();
    int most = scope.has(Step.CLAIM) && claims(situation) ? work.workers().claimable() : 0;
    int running = work.runs().all().size();
    if (scope.isIsolated()) {
      return new NodeCapacity(types, most, false, running, false);
    }
    if (most == 0) {
      share.is(ShareState.NOTHING);
    }
    Snapshot snapshot = situation.snapshot();
    boolean rationed = most > 0 && most < work.workers().idle();
    boolean asks = most > 0 && snapshot.due() && share.asks(snapshot, running, situation.now());
    return new NodeCapacity(types, most, rationed, running, asks);
  }

  private boolean claims(Situation situation) {
    return situation.claiming()
        && situation.self().sure()
        && !situation.snapshot().paused()
        && work.memory().free() > 0;
  }

  @Override
  public boolean isCalledFor(Plan plan) {
    Snapshot snapshot = plan.snapshot();
    boolean room =
        plan.capacity().most() > 0
            && snapshot.running() - plan.ended().size() < snapshot.limit()
            && (plan.scope().isIsolated() || snapshot.due());
    return room || plan.capacity().asks();
  }

  /** Returns who may be claimed when what has ended here is settled. */
  Candidates candidates(Pass pass) throws SQLException {
    Plan plan = pass.plan();
    if (plan.scope().isIsolated()) {
      return Candidates.NONE;
    }
    int asked = Math.min(plan.capacity().most(), pass.gate().roomAfter(pass.open().size()));
    Set<Long> passedOver = plan.scope().passedOver(Step.CLAIM);
    List<String> ending =
        pass.open().values().stream().map(run -> run.claimed().lane().queue()).toList();
    List<Due> first =
        firstDue.first(
            asked, plan.capacity().types(), passedOver, pass.gate().pendingAfter(ending));
    List<Due> fitting = work.memory().fitting(first);
    return new Candidates(asked, fitting, fitting.size() < first.size());
  }

  @Override
  public void run(Pass pass) throws SQLException {
    after = ShareState.NOTHING;
    Plan plan = pass.plan();
    if (!plan.scope().has(Step.CLAIM)) {
      return;
    }
    if (pass.freed() > 0) {
      turns.forget();
    }
    Sharing sharing = new Sharing(pass, share.get(), turns);
    Claiming claiming = new Claiming(pass, work.memory(), turns, sharing.most());
    if (plan.scope().isIsolated()) {
      claiming.claimGroup();
      return;
    }
    if (!claiming.claimFirst()) {
      // Others have been here since it was read.
      firstDue.forget();
    }
    pass.atHand().takeAgain(pass.gate().settledWithClaim());
    pass.gate().settleWhatWaits();
    pass.atHand().putDown();
    claiming.claimBehindFirst();
    int claimed = claiming.count();
    boolean used = plan.capacity().rationed() && claimed == plan.capacity().most();
    boolean freed = pass.freed() > 0 && claimed < plan.capacity().most() && pass.gate().room() > 0;
    if (!pass.claimed().isEmpty() && (used || claiming.isCut()) || freed || claiming.hasMore()) {
      pass.again();
    }
    nextStart.saw(pass.gate());
    after = sharing.after(claimed);
  }

  @Override
  public void committed(Pass pass) {
    List<ClaimedExecution> claimed = pass.claimed();
    firstDue.claimed(claimed);
    share.is(after);
    nextStart.committed();
  }
}
