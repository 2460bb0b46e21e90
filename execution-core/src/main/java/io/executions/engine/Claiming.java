package io.executions.engine;

import io.executions.database.Bisection;
import io.executions.store.Admission;
import io.executions.store.ClaimedExecution;
import io.executions.store.Due;
import io.executions.store.Locked;
import io.executions.store.QueueTurns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one transaction claims. The first ones that others hold, or that are refused, do not hold up
 * those behind them.
 */
final class Claiming {
  /** How often a transaction looks for others in place of those that it could not claim. */
  private static final int MOST_TRIES = 20;

  /** How many it reads at once where it meets some that cannot be claimed where they stand. */
  private static final int AT_ONCE = 256;

  /** With so many of these it leaves the rest to the next transaction. */
  private static final int MOST_AWAY = 1000;

  private final Pass pass;
  private final MemoryBudget memory;
  private final QueueTurns turns;
  private final int most;
  private final List<Due> taken = new ArrayList<>();
  private final Set<Long> passedOver;
  private int away;
  private boolean othersBehind;
  private boolean cut;

  /**
   * Makes one.
   *
   * @param most how many may be claimed
   */
  Claiming(Pass pass, MemoryBudget memory, QueueTurns turns, int most) {
    this.pass = pass;
    this.memory = memory;
    this.turns = turns;
    this.most = most;
    this.passedOver = new HashSet<>(pass.plan().scope().passedOver(Step.CLAIM));
  }

  /** Claims those that were locked at the beginning, and returns whether all could be. */
  boolean claimFirst() throws SQLException {
    Candidates candidates = pass.candidates();
    cut = candidates.cut();
    boolean all = claim(candidates.first(most), pass.locked());
    othersBehind = !all || candidates.isFull();
    return all;
  }

  /** Claims others instead of those that could not be claimed, and as many as there is room for. */
  void claimBehindFirst() throws SQLException {
    for (int tries = 1; othersBehind && isWorthTrying(tries); tries++) {
      List<Due> next = next();
      othersBehind = !claim(next, lock(next));
    }
  }

  /** Claims those of an isolated group that are still due, wherever they stand in the order. */
  void claimGroup() throws SQLException {
    Plan plan = pass.plan();
    AtHand atHand = pass.atHand();
    Set<Long> group = plan.scope().group().ids();
    atHand.take(Step.CLAIM, group);
    List<Due> due = pass.gate().pending().stillDue(group);
    atHand.putDown();
    List<Due> ofTypes =
        due.stream()
            .filter(each -> plan.capacity().types().contains(each.type()))
            .filter(each -> turns.serves(each.queue()))
            .toList();
    List<Due> fitting = memory.fitting(ofTypes.subList(0, Math.min(most, ofTypes.size())));
    Set<Long> tried = Set.copyOf(ids(fitting));
    atHand.leave(ids(due).stream().filter(id -> !tried.contains(id)).toList());
    mark(lock(fitting).due(fitting));
  }

  /** Returns how many were claimed of those that are due. */
  int count() {
    return taken.size();
  }

  /** Returns whether others may stand behind those that it could not claim. */
  boolean hasMore() {
    return othersBehind && away > 0 && taken.size() < most;
  }

  /** Returns whether there was no memory for some. */
  boolean isCut() {
    return cut;
  }

  private boolean isWorthTrying(int tries) {
    return tries < MOST_TRIES && away < MOST_AWAY && !pass.care().isOver() && taken.size() < most;
  }

  /** Returns the next ones, as far as there is memory for them beside those taken. */
  private List<Due> next() throws SQLException {
    int left = away > 0 ? Math.max(AT_ONCE, most - taken.size()) : most - taken.size();
    List<Due> all = new ArrayList<>(taken);
    List<String> types = pass.plan().capacity().types();
    all.addAll(pass.gate().pending().due(left, types, turns, passedOver));
    List<Due> fitting = memory.fitting(all);
    cut |= fitting.size() < all.size();
    return fitting.stream().skip(taken.size()).toList();
  }

  private Locked lock(Collection<Due> due) throws SQLException {
    pass.atHand().take(Step.CLAIM, ids(due));
    Locked rows = away > 0 ? pass.gate().lock(ids(due)) : pass.lockWithInputs(ids(due));
    pass.atHand().putDown();
    return rows;
  }

  /** Returns whether all could be claimed. If not, there is room for others behind them. */
  private boolean claim(List<Due> next, Locked rows) throws SQLException {
    Set<Long> waiting = mark(rows.due(next));
    Set<Long> got = pass.claimed().stream().map(ClaimedExecution::id).collect(Collectors.toSet());
    for (Due due : next) {
      if (got.contains(due.id())) {
        taken.add(due);
      } else if (!waiting.contains(due.id())) {
        passedOver.add(due.id());
      }
    }
    return next.stream().allMatch(due -> got.contains(due.id()));
  }

  /** Returns those that stand there no more: they wait for others of their key, or for its turn. */
  private Set<Long> mark(List<ClaimedExecution> due) throws SQLException {
    Admission admission = pass.gate().queues().admit(due);
    List<ClaimedExecution> admitted = admission.admitted();
    each(admission.blocked(), this::blockAtOnce);
    each(admission.outOfTurn(), this::putInTurnAtOnce);
    each(admitted.subList(0, Math.min(most - taken.size(), admitted.size())), this::markAtOnce);
    List<ClaimedExecution> moved = new ArrayList<>(admission.blocked());
    moved.addAll(admission.outOfTurn());
    away += moved.size();
    return moved.stream().map(ClaimedExecution::id).collect(Collectors.toSet());
  }

  private void each(List<ClaimedExecution> due, Bisection.Work<ClaimedExecution> work)
      throws SQLException {
    List<Bisection.Refused<Long>> refused =
        pass.care().each(due, work).refused().stream()
            .map(each -> new Bisection.Refused<>(each.row().id(), each.why()))
            .toList();
    pass.damaged().failPending(Step.CLAIM, refused, pass.atHand());
  }

  private void blockAtOnce(List<ClaimedExecution> some) throws SQLException {
    pass.atHand().takeAgain(some.stream().map(ClaimedExecution::id).toList());
    pass.gate().queues().block(some);
    pass.atHand().putDown();
  }

  private void putInTurnAtOnce(List<ClaimedExecution> some) throws SQLException {
    pass.atHand().takeAgain(some.stream().map(ClaimedExecution::id).toList());
    pass.gate().queues().putInTurn(some, pass.plan().capacity().types());
    pass.atHand().putDown();
  }

  private void markAtOnce(List<ClaimedExecution> some) throws SQLException {
    List<Long> ids = new ArrayList<>(pass.gate().settledWithClaim());
    some.forEach(each -> ids.add(each.id()));
    pass.atHand().takeAgain(ids);
    pass.claimed().addAll(pass.gate().claim(some, pass.plan().capacity().types()));
    pass.atHand().putDown();
  }

  private static List<Long> ids(Collection<Due> due) {
    return due.stream().map(Due::id).toList();
  }
}
