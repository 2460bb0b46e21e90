package io.executions.engine;

import io.executions.store.Gate;
import io.executions.store.Locked;
import io.executions.store.Promotable;
import io.executions.store.RunningRow;
import io.executions.store.Settlement;
import io.executions.store.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One transaction of the engine behind the gate: settles, recovers, promotes, claims, in this
 * order. It may be run again from the start, so nothing outlives it but its result.
 */
final class Pass {
  private final Gate gate;
  private final Plan plan;
  private final Care care;
  private final DamagedRows damaged;
  private final SettlementPolicy policy;
  private final Claim claim;
  private final AtHand atHand;
  private final Map<Long, Run> open = new HashMap<>();
  private final List<Run> over = new ArrayList<>();
  private final List<Settlement> settlements = new ArrayList<>();
  private Locked locked;
  private List<Long> recovered = List.of();
  private List<Promotable> promotable = List.of();
  private int promoted;
  private boolean moreToGiveBack;

  Pass(
      Gate gate,
      Plan plan,
      Care care,
      DamagedRows damaged,
      SettlementPolicy policy,
      Memory memory,
      AtHand atHand) {
    this.gate = gate;
    this.plan = plan;
    this.care = care;
    this.damaged = damaged;
    this.policy = policy;
    this.claim = new Claim(gate, plan, care, damaged, memory, atHand);
    this.atHand = atHand;
  }

  Moved run() throws SQLException {
    lock();
    settle();
    release();
    recover();
    record();
    promote();
    claim.claim(plan.running() - over.size());
    boolean again =
        moreToGiveBack
            || promoted > 0
            || promotable.size() == Promotable.MOST
            || givenBack()
            || claim.more();
    return Moved.of(
        claim.claimed(),
        over,
        gate.moves(),
        settlements,
        recovered,
        promotable,
        damaged,
        claim.standing(),
        again);
  }

  /** Returns whether some go on waiting: when they are due, only another look tells. */
  private boolean givenBack() {
    return settlements.stream().anyMatch(settlement -> !settlement.next().isFinal());
  }

  /** Locks by one statement what has ended here, and who may be claimed when that is settled. */
  private void lock() throws SQLException {
    for (Run run : plan.ended()) {
      if (run.outcome() instanceof Outcome.Settled || run.nodeId() != plan.self().id()) {
        over.add(run);
      } else {
        open.put(run.id(), run);
      }
    }
    List<Long> candidates = claim.candidates(open.size());
    atHand.take(Step.SETTLE, open.keySet());
    atHand.takeToo(Step.CLAIM, candidates);
    Set<Long> all = new TreeSet<>(open.keySet());
    all.addAll(candidates);
    locked = care.isNone() ? gate.lockWithInputs(all) : gate.lock(all);
    claim.locked(locked);
    atHand.putDown();
  }

  /** Settles the runs whose attempts still hold; the others are over for this node. */
  private void settle() throws SQLException {
    for (RunningRow row : locked.running()) {
      Run run = open.get(row.id());
      if (run != null && row.attempt() == run.attempt() && row.nodeId() == run.nodeId()) {
        settlements.add(policy.of(row, run.outcome().within(gate.packet())));
        over.add(open.remove(row.id()));
      }
    }
    Set<Long> others = gate.stillRunning(open.keySet(), plan.self().id());
    open.values().stream().filter(run -> !others.contains(run.id())).forEach(over::add);
  }

  /** Gives back rows that this node holds and does not run: the answer to their claim was lost. */
  private void release() throws SQLException {
    for (RunningRow row : lock(Step.RECOVER, plan.unknown()).running()) {
      if (row.nodeId() == plan.self().id()) {
        settlements.add(policy.of(row, new Outcome.Released("Its claim had gone astray")));
      }
    }
    moreToGiveBack |= Walk.isFull(plan.unknown());
  }

  private void recover() throws SQLException {
    boolean died = false;
    for (Snapshot.Beat beat : plan.dead()) {
      died |= gate.declareDead(beat.nodeId(), beat.beat());
    }
    if (!died && !plan.recovers()) {
      return;
    }
    recovered = plan.orphans().next(plan.scope().of(Step.RECOVER, gate.orphans()));
    for (RunningRow row : lock(Step.RECOVER, recovered).running()) {
      settlements.add(policy.of(row, Outcome.Interrupted.ofDead(row.node())));
    }
    moreToGiveBack |= Walk.isFull(recovered);
  }

  private Locked lock(Step step, Collection<Long> ids) throws SQLException {
    atHand.take(step, ids);
    Locked rows = gate.lock(ids);
    atHand.putDown();
    return rows;
  }

  private void record() throws SQLException {
    settlements.sort(Comparator.comparingLong(settlement -> settlement.row().id()));
    Care.Left<Settlement> left = care.each(List.copyOf(settlements), this::settle);
    left.untried().forEach(this::leave);
    for (Care.Refused<Settlement> refused : left.refused()) {
      leave(refused.row());
      atHand.takeAgain(List.of(refused.row().row().id()));
      damaged
          .instead(refused)
          .ifPresent(
              instead -> {
                settlements.add(instead);
                plan.ended().stream().filter(run -> isOf(run, instead)).forEach(over::add);
              });
    }
    atHand.putDown();
  }

  private void settle(List<Settlement> some) throws SQLException {
    atHand.takeAgain(some.stream().map(settlement -> settlement.row().id()).toList());
    gate.settle(some);
    atHand.putDown();
  }

  private void leave(Settlement settlement) {
    settlements.removeIf(each -> each == settlement);
    over.removeIf(run -> isOf(run, settlement));
  }

  private static boolean isOf(Run run, Settlement settlement) {
    return run.id() == settlement.row().id() && run.attempt() == settlement.row().attempt();
  }

  private void promote() throws SQLException {
    if (plan.promotes()) {
      List<Care.Refused<Long>> refused = care.each(promotable(), this::promote).refused();
      damaged.failPending(Step.PROMOTE, refused, atHand);
    }
  }

  private List<Long> promotable() throws SQLException {
    if (plan.scope().isIsolated()) {
      return gate.stillPromotable(plan.scope().group().ids());
    }
    promotable = gate.promotable(plan.lastPromotable());
    return plan.scope().of(Step.PROMOTE, promotable.stream().map(Promotable::id).toList());
  }

  private void promote(List<Long> some) throws SQLException {
    atHand.take(Step.PROMOTE, some);
    promoted += gate.promote(some);
    atHand.putDown();
  }
}
