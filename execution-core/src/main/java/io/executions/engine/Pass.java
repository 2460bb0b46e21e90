package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.Gate;
import io.executions.store.Locked;
import io.executions.store.Settlement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One transaction of the engine behind the gate: what it is about, and what its steps have done so
 * far. A transaction that is replayed is another one.
 */
final class Pass {
  private final Plan plan;
  private final Gate gate;
  private final RefusalIsolation care;
  private final DamagedRows damaged;
  private final AtHand atHand;
  private final Map<Long, Run> open = new HashMap<>();
  private final List<Run> over = new ArrayList<>();
  private final List<Settlement> settlements = new ArrayList<>();
  private final List<ClaimedExecution> claimed = new ArrayList<>();
  private Candidates candidates = Candidates.NONE;
  private Locked locked;
  private boolean again;
  private int freed;

  Pass(Plan plan, Gate gate, RefusalIsolation care, DamagedRows damaged, AtHand atHand) {
    this.plan = plan;
    this.gate = gate;
    this.care = care;
    this.damaged = damaged;
    this.atHand = atHand;
    for (Run run : plan.ended()) {
      if (run.outcome() instanceof Outcome.Settled || run.nodeId() != plan.self().id()) {
        over.add(run);
      } else {
        open.put(run.id(), run);
      }
    }
  }

  Plan plan() {
    return plan;
  }

  Gate gate() {
    return gate;
  }

  RefusalIsolation care() {
    return care;
  }

  DamagedRows damaged() {
    return damaged;
  }

  AtHand atHand() {
    return atHand;
  }

  /** Returns the ended runs that are still to be settled, by their executions' ids. */
  Map<Long, Run> open() {
    return open;
  }

  /** Returns the runs that are over for this node. */
  List<Run> over() {
    return over;
  }

  /** Returns what becomes of running executions, to be recorded all at once. */
  List<Settlement> settlements() {
    return settlements;
  }

  /** Returns what this node is to run. */
  List<ClaimedExecution> claimed() {
    return claimed;
  }

  /** Returns those that may be claimed, as they were locked together with what has ended. */
  Candidates candidates() {
    return candidates;
  }

  /** Returns what was locked at the beginning, by one statement. */
  Locked locked() {
    return locked;
  }

  void lockedTogether(Candidates toClaim, Locked rows) {
    candidates = toClaim;
    locked = rows;
  }

  /** Locks those of the executions that nobody else has locked, for that step. */
  Locked lock(Step step, Collection<Long> ids) throws SQLException {
    atHand.take(step, ids);
    Locked rows = gate.lock(ids);
    atHand.putDown();
    return rows;
  }

  /** Locks executions to claim them. Where all goes well, their inputs are read as well. */
  Locked lockWithInputs(Collection<Long> ids) throws SQLException {
    return care.isNone() ? gate.lockWithInputs(ids) : gate.lock(ids);
  }

  /** Takes note of how many have become due that waited for others of their key. */
  void freed(int count) {
    freed += count;
  }

  int freed() {
    return freed;
  }

  /** Says that more waits for another transaction. */
  void again() {
    again = true;
  }

  /** Returns what it has done. */
  Moved moved() {
    return Moved.of(this, again);
  }
}
