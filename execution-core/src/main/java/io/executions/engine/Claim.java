package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.Due;
import io.executions.store.Gate;
import io.executions.store.Locked;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The last step of a {@link Pass}: claims who is next in the line, as far as there is room. */
final class Claim {
  /** How often it is looked for others to claim instead of those that cannot be. */
  private static final int MOST_TRIES = 20;

  private final Gate gate;
  private final Plan plan;
  private final Care care;
  private final DamagedRows damaged;
  private final Memory memory;
  private final AtHand atHand;
  private final List<ClaimedExecution> claimed = new ArrayList<>();
  private int asked;
  private List<Due> head = List.of();
  private Locked atBeginning;
  private boolean more;
  private Standing standing = Standing.NOTHING;

  Claim(Gate gate, Plan plan, Care care, DamagedRows damaged, Memory memory, AtHand atHand) {
    this.gate = gate;
    this.plan = plan;
    this.care = care;
    this.damaged = damaged;
    this.memory = memory;
    this.atHand = atHand;
  }

  /**
   * Returns who may be claimed when so many have been settled. Those are locked beside them, by the
   * same statement.
   */
  List<Long> candidates(int settling) throws SQLException {
    asked = plan.scope().isIsolated() ? 0 : Math.min(plan.most(), gate.roomAfter(settling));
    Set<Long> passedOver = plan.scope().passedOver(Step.CLAIM);
    head = fitting(plan.line().first(asked, plan.types(), passedOver, gate), List.of());
    return ids(head);
  }

  /** Takes note of what was locked. */
  void locked(Locked rows) {
    atBeginning = rows;
  }

  /**
   * Claims what there is room for. Those at the head of the line that others hold, or that are
   * refused, do not hold it up.
   *
   * @param running how many executions the node runs, without those that were settled just now
   */
  void claim(int running) throws SQLException {
    if (!plan.scope().has(Step.CLAIM)) {
      return;
    }
    Sharing sharing = new Sharing(gate, plan, running);
    int most = sharing.most();
    if (plan.scope().isIsolated()) {
      claimIsolated(most);
      return;
    }
    List<Due> taken = new ArrayList<>();
    Set<Long> passedOver = new HashSet<>(plan.scope().passedOver(Step.CLAIM));
    List<Due> first = head.subList(0, Math.min(most, head.size()));
    boolean behind = claim(first, atBeginning, taken, passedOver);
    if (behind) {
      // Others have been here since it was read.
      plan.line().forget();
    }
    behind |= head.size() == asked;
    for (int tries = 1; behind && isWorthTrying(tries) && taken.size() < most; tries++) {
      List<Due> next = next(most - taken.size(), taken, passedOver);
      behind = claim(next, lock(next), taken, passedOver);
    }
    more |= plan.rationed() && taken.size() == plan.most();
    standing = sharing.after(taken.size());
  }

  /** Returns whether some could not be claimed, so that others behind them may be. */
  private boolean claim(List<Due> next, Locked rows, List<Due> taken, Set<Long> passedOver)
      throws SQLException {
    claim(rows.due(next));
    Set<Long> got = claimed.stream().map(ClaimedExecution::id).collect(Collectors.toSet());
    next.forEach(
        due -> {
          if (got.contains(due.id())) {
            taken.add(due);
          } else {
            passedOver.add(due.id());
          }
        });
    return next.stream().anyMatch(due -> passedOver.contains(due.id()));
  }

  /** Those at which the database has broken off need not be the next in the line any more. */
  private void claimIsolated(int most) throws SQLException {
    Set<Long> group = plan.scope().group().ids();
    atHand.take(Step.CLAIM, group);
    List<Due> due = gate.stillDue(group);
    atHand.putDown();
    List<Due> line = due.stream().filter(each -> plan.types().contains(each.type())).toList();
    List<Due> fitting = memory.fitting(line.subList(0, Math.min(most, line.size())));
    Set<Long> tried = Set.copyOf(ids(fitting));
    atHand.leave(ids(due).stream().filter(id -> !tried.contains(id)).toList());
    claim(lock(fitting).due(fitting));
  }

  private boolean isWorthTrying(int tries) {
    return tries < MOST_TRIES && !care.isOver();
  }

  /** Returns who is next in the line, as far as there is memory for them beside those taken. */
  private List<Due> next(int most, List<Due> taken, Set<Long> passedOver) throws SQLException {
    List<Due> line =
        gate.due(most + passedOver.size(), plan.types()).stream()
            .filter(due -> !passedOver.contains(due.id()))
            .limit(most)
            .toList();
    return fitting(line, taken);
  }

  private List<Due> fitting(List<Due> next, List<Due> taken) {
    List<Due> line = new ArrayList<>(taken);
    line.addAll(next);
    List<Due> fitting = memory.fitting(line);
    more |= fitting.size() < line.size();
    return fitting.stream().skip(taken.size()).toList();
  }

  private Locked lock(Collection<Due> due) throws SQLException {
    atHand.take(Step.CLAIM, ids(due));
    Locked rows = care.isNone() ? gate.lockWithInputs(ids(due)) : gate.lock(ids(due));
    atHand.putDown();
    return rows;
  }

  private static List<Long> ids(Collection<Due> due) {
    return due.stream().map(Due::id).toList();
  }

  private void claim(List<ClaimedExecution> due) throws SQLException {
    damaged.failPending(
        Step.CLAIM,
        care.each(due, this::mark).refused().stream()
            .map(refused -> new Care.Refused<>(refused.row().id(), refused.why()))
            .toList(),
        atHand);
  }

  private void mark(List<ClaimedExecution> some) throws SQLException {
    atHand.takeAgain(some.stream().map(ClaimedExecution::id).toList());
    claimed.addAll(gate.claim(some));
    atHand.putDown();
  }

  List<ClaimedExecution> claimed() {
    return claimed;
  }

  /** Returns whether more may be claimed by another transaction. */
  boolean more() {
    return more && !claimed.isEmpty();
  }

  Standing standing() {
    return standing;
  }
}
