package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.Due;
import io.executions.store.Gate;
import io.executions.store.Look;
import io.executions.store.Ripe;
import io.executions.store.RunningRow;
import io.executions.store.Settlement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One transaction of the engine behind the gate: settles, recovers, promotes, claims, in this
 * order. It may be run again from the start, so nothing outlives it but its result.
 */
final class Pass {
  /** How often it is looked for others to claim instead of those that cannot be. */
  private static final int MOST_TRIES = 20;

  private final Gate gate;
  private final Plan plan;
  private final Care care;
  private final DamagedRows damaged;
  private final Verdict verdict;
  private final Memory memory;
  private final AtHand atHand;
  private final List<Run> over = new ArrayList<>();
  private final List<Settlement> settlements = new ArrayList<>();
  private final List<ClaimedExecution> claimed = new ArrayList<>();
  private List<Long> recovered = List.of();
  private List<Ripe> ripe = List.of();
  private int promoted;
  private boolean moreToGiveBack;
  private boolean moreToClaim;
  private Standing standing = Standing.NOTHING;

  Pass(
      Gate gate,
      Plan plan,
      Care care,
      DamagedRows damaged,
      Verdict verdict,
      Memory memory,
      AtHand atHand) {
    this.gate = gate;
    this.plan = plan;
    this.care = care;
    this.damaged = damaged;
    this.verdict = verdict;
    this.memory = memory;
    this.atHand = atHand;
  }

  Moved run() throws SQLException {
    settle();
    release();
    recover();
    record();
    promote();
    claim();
    boolean again =
        moreToGiveBack
            || promoted > 0
            || ripe.size() == Ripe.MOST
            || givenBack()
            || moreToClaim && !claimed.isEmpty();
    return Moved.of(claimed, over, settlements, recovered, ripe, damaged, standing, again);
  }

  /** Returns whether some go on waiting: when they are due, only another look tells. */
  private boolean givenBack() {
    return settlements.stream().anyMatch(settlement -> !settlement.next().isFinal());
  }

  /** Settles the runs whose attempts still hold; the others are over for this node. */
  private void settle() throws SQLException {
    Map<Long, Run> open = new HashMap<>();
    for (Run run : plan.ended()) {
      if (run.outcome() instanceof Outcome.Settled || run.nodeId() != plan.self().id()) {
        over.add(run);
      } else {
        open.put(run.id(), run);
      }
    }
    for (RunningRow row : lock(Step.SETTLE, open.keySet())) {
      Run run = open.get(row.id());
      if (row.attempt() == run.attempt() && row.nodeId() == run.nodeId()) {
        settlements.add(verdict.of(row, run.outcome().within(gate.packet())));
        over.add(open.remove(row.id()));
      }
    }
    Set<Long> locked = gate.stillRunning(open.keySet(), plan.self().id());
    open.values().stream().filter(run -> !locked.contains(run.id())).forEach(over::add);
  }

  /** Gives back rows that this node holds and does not run: the answer to their claim was lost. */
  private void release() throws SQLException {
    for (RunningRow row : lock(Step.RECOVER, plan.unknown())) {
      if (row.nodeId() == plan.self().id()) {
        settlements.add(verdict.of(row, new Outcome.Released("Its claim had gone astray")));
      }
    }
    moreToGiveBack |= Walk.isFull(plan.unknown());
  }

  private void recover() throws SQLException {
    boolean died = false;
    for (Look.Beat beat : plan.dead()) {
      died |= gate.declareDead(beat.nodeId(), beat.beat());
    }
    if (!died && !plan.recovers()) {
      return;
    }
    recovered = plan.orphans().next(plan.scope().of(Step.RECOVER, gate.orphans()));
    for (RunningRow row : lock(Step.RECOVER, recovered)) {
      settlements.add(verdict.of(row, Outcome.Interrupted.ofDead(row.node())));
    }
    moreToGiveBack |= Walk.isFull(recovered);
  }

  private List<RunningRow> lock(Step step, Collection<Long> ids) throws SQLException {
    atHand.take(step, ids);
    List<RunningRow> locked = gate.lockRunning(ids);
    atHand.putDown();
    return locked;
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
      failPending(Step.PROMOTE, care.each(ripe(), this::promote).refused());
    }
  }

  private List<Long> ripe() throws SQLException {
    if (plan.scope().isApart()) {
      return gate.stillRipe(plan.scope().group().ids());
    }
    ripe = gate.ripe(plan.lastRipe());
    return plan.scope().of(Step.PROMOTE, ripe.stream().map(Ripe::id).toList());
  }

  private void promote(List<Long> some) throws SQLException {
    atHand.take(Step.PROMOTE, some);
    promoted += gate.promote(some);
    atHand.putDown();
  }

  /** Those at the head of the line that others hold, or that are refused, do not hold it up. */
  private void claim() throws SQLException {
    if (!plan.scope().has(Step.CLAIM)) {
      return;
    }
    Sharing sharing = new Sharing(gate, plan, plan.running() - over.size());
    int most = sharing.most();
    if (plan.scope().isApart()) {
      claimApart(most);
      return;
    }
    List<Due> taken = new ArrayList<>();
    Set<Long> passedOver = new HashSet<>(plan.scope().passedOver(Step.CLAIM));
    boolean behind = true;
    for (int tries = 0; behind && isWorthTrying(tries) && taken.size() < most; tries++) {
      List<Due> next = next(most - taken.size(), taken, passedOver);
      claim(next);
      Set<Long> got = claimed.stream().map(ClaimedExecution::id).collect(Collectors.toSet());
      next.forEach(
          due -> {
            if (got.contains(due.id())) {
              taken.add(due);
            } else {
              passedOver.add(due.id());
            }
          });
      behind = next.stream().anyMatch(due -> passedOver.contains(due.id()));
    }
    moreToClaim |= plan.rationed() && taken.size() == plan.most();
    standing = sharing.after(taken.size());
  }

  /** Those at which the database has broken off need not be the next in the line any more. */
  private void claimApart(int most) throws SQLException {
    Set<Long> ids = plan.scope().group().ids();
    atHand.take(Step.CLAIM, ids);
    List<Due> due = gate.stillDue(ids);
    atHand.putDown();
    List<Due> line = due.stream().filter(each -> plan.types().contains(each.type())).toList();
    List<Due> fitting = memory.fitting(line.subList(0, Math.min(most, line.size())));
    Set<Long> tried = fitting.stream().map(Due::id).collect(Collectors.toSet());
    atHand.leave(due.stream().map(Due::id).filter(id -> !tried.contains(id)).toList());
    claim(fitting);
  }

  private boolean isWorthTrying(int tries) {
    return tries < MOST_TRIES && !care.isOver();
  }

  /** Returns who is next in the line, as far as there is memory for them beside those taken. */
  private List<Due> next(int most, List<Due> taken, Set<Long> passedOver) throws SQLException {
    List<Due> line = new ArrayList<>(taken);
    gate.due(most + passedOver.size(), plan.types()).stream()
        .filter(due -> !passedOver.contains(due.id()))
        .limit(most)
        .forEach(line::add);
    List<Due> fitting = memory.fitting(line);
    moreToClaim |= fitting.size() < line.size();
    return fitting.stream().skip(taken.size()).toList();
  }

  private void claim(List<Due> due) throws SQLException {
    failPending(
        Step.CLAIM,
        care.each(due, this::claimAll).refused().stream()
            .map(refused -> new Care.Refused<>(refused.row().id(), refused.why()))
            .toList());
  }

  private void claimAll(List<Due> some) throws SQLException {
    atHand.take(Step.CLAIM, some.stream().map(Due::id).toList());
    claimed.addAll(gate.claim(some, plan.self().id(), plan.self().name()));
    atHand.putDown();
  }

  private void failPending(Step step, List<Care.Refused<Long>> refused) throws SQLException {
    for (Care.Refused<Long> row : refused) {
      atHand.take(step, List.of(row.row()));
      damaged.failPending(row.row(), row.why());
    }
    atHand.putDown();
  }
}
