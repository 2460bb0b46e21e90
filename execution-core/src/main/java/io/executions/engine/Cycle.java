package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.EngineStore;
import io.executions.store.Gate;
import io.executions.store.Look;
import io.executions.store.Outage;
import io.executions.store.Replay;
import io.executions.store.RunningRow;
import io.executions.store.Settlement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One cycle of the engine: look, and only if there is something to do, one short transaction that
 * settles, recovers and claims, in this order.
 */
final class Cycle {
  private static final int MOST_SETTLED = 200;
  private static final int MOST_RECOVERED = 200;
  private static final String REFUSED = "Its end could not be recorded: ";

  /**
   * What a cycle did.
   *
   * @param claimed what this node is to run
   * @param settled the runs that are over for good
   * @param ended the executions that came to a final status
   * @param settlements what became of executions, as committed
   * @param again whether more is waiting
   */
  record Result(
      List<ClaimedExecution> claimed,
      List<Run> settled,
      List<Long> ended,
      List<Settlement> settlements,
      boolean again) {
    static final Result NOTHING = new Result(List.of(), List.of(), List.of(), List.of(), false);
  }

  private final EngineStore store;
  private final Verdict verdict;
  private final Runs runs;
  private final Workers workers;
  private final NodeWatch watch;

  /** How many runs to settle one by one, after a batch of them has failed. */
  private int singly;

  Cycle(EngineStore store, Verdict verdict, Runs runs, Workers workers, NodeWatch watch) {
    this.store = store;
    this.verdict = verdict;
    this.runs = runs;
    this.workers = workers;
    this.watch = watch;
  }

  Look look(Membership self) throws SQLException {
    return store.look(self.id(), workers.claimableTypes());
  }

  /**
   * Does what a look calls for.
   *
   * @param claiming whether this node takes new work
   */
  Result act(Look look, Membership self, boolean claiming, long now) throws SQLException {
    List<Run> ended = runs.ended().stream().limit(singly > 0 ? 1 : MOST_SETTLED).toList();
    List<Long> unknown = unknown(look);
    List<Look.Beat> dead = watch.dead(look.beats(), self.id(), now, self.unbrokenSince());
    // Types before number: a transactional handler that returns in between makes room for neither.
    List<String> types = workers.claimableTypes();
    int most = claiming && self.sure() && !look.paused() ? workers.claimable() : 0;
    boolean claimable = look.due() && most > 0 && look.running() - ended.size() < look.limit();
    boolean work = !ended.isEmpty() || !unknown.isEmpty() || !dead.isEmpty();
    if (!work && !claimable && !look.orphans() && !look.ripe() && !look.deltas()) {
      return Result.NOTHING;
    }
    try {
      Result result =
          store.inGate(gate -> pass(gate, self, ended, unknown, dead, look, types, most));
      singly = Math.max(0, singly - 1);
      return result;
    } catch (SQLException | RuntimeException e) {
      isolate(ended, self, e);
      throw e;
    }
  }

  /** Returns how many nanoseconds until another node may turn out to be dead. */
  long untilNextJudgement(Membership self, long now) {
    return watch.untilNextJudgement(self.id(), now, self.unbrokenSince());
  }

  /** Finds the one whose end the database refuses, so that it does not hold up the others. */
  private void isolate(List<Run> ended, Membership self, Exception failure) {
    singly = runs.ended().size();
    if (ended.size() == 1 && !Replay.cures(failure) && !Outage.caused(failure)) {
      Run suspect = ended.get(0);
      String why = ErrorText.line(REFUSED + ErrorText.message(failure));
      Outcome instead = new Outcome.Failed(why, null, true);
      if (wouldTake(suspect, instead, self)) {
        suspect.refused(instead);
      }
    }
  }

  /**
   * Returns whether the database would take another end of that run right now, and leaves no trace:
   * only then it is this end that it refuses. A full disk or an outage refuses everything.
   */
  private boolean wouldTake(Run run, Outcome instead, Membership self) {
    try {
      return store.inGate(
          gate -> {
            for (RunningRow row : gate.lockRunning(List.of(run.id()))) {
              if (row.attempt() == run.attempt() && row.nodeId() == self.id()) {
                gate.settle(List.of(verdict.of(row, instead)));
                throw new TrialTakenException();
              }
            }
            return false;
          });
    } catch (TrialTakenException e) {
      return true;
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }

  /** Rolls a trial back. */
  private static final class TrialTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Result pass(
      Gate gate,
      Membership self,
      List<Run> ended,
      List<Long> unknown,
      List<Look.Beat> dead,
      Look look,
      List<String> types,
      int most)
      throws SQLException {
    List<Settlement> settlements = new ArrayList<>();
    List<Run> settled = settle(gate, self, ended, settlements);
    release(gate, self, unknown, settlements);
    boolean recovering = recover(gate, dead, look.orphans(), settlements);
    settlements.sort((a, b) -> Long.compare(a.row().id(), b.row().id()));
    gate.settle(settlements);
    if (look.ripe()) {
      gate.promoteRipe();
    }
    List<ClaimedExecution> claimed =
        gate.claim(most > 0 ? Math.min(most, gate.room()) : 0, types, self.id(), self.name());
    if (look.deltas()) {
      gate.foldDeltas();
    }
    boolean again = recovering || !claimed.isEmpty() || !settled.isEmpty();
    return new Result(claimed, settled, finals(settled, settlements), settlements, again);
  }

  /** Settles the runs whose attempts still hold, and returns all that are over for this node. */
  private List<Run> settle(
      Gate gate, Membership self, List<Run> ended, List<Settlement> settlements)
      throws SQLException {
    Map<Long, Run> open = new HashMap<>();
    List<Run> over = new ArrayList<>();
    for (Run run : ended) {
      if (run.outcome() instanceof Outcome.Settled || run.nodeId() != self.id()) {
        over.add(run);
      } else {
        open.put(run.id(), run);
      }
    }
    for (RunningRow row : gate.lockRunning(open.keySet())) {
      Run run = open.get(row.id());
      if (row.attempt() == run.attempt() && row.nodeId() == run.nodeId()) {
        settlements.add(verdict.of(row, run.outcome()));
        over.add(open.remove(row.id()));
      }
    }
    Set<Long> locked = gate.stillRunning(open.keySet(), self.id());
    open.values().stream().filter(run -> !locked.contains(run.id())).forEach(over::add);
    return over;
  }

  /** Gives back rows that this node holds and does not run: the answer to their claim was lost. */
  private void release(Gate gate, Membership self, List<Long> unknown, List<Settlement> settlements)
      throws SQLException {
    for (RunningRow row : gate.lockRunning(unknown)) {
      if (row.nodeId() == self.id()) {
        settlements.add(verdict.of(row, new Outcome.Released("Its claim had gone astray")));
      }
    }
  }

  private boolean recover(
      Gate gate, List<Look.Beat> dead, boolean orphans, List<Settlement> settlements)
      throws SQLException {
    boolean died = false;
    for (Look.Beat beat : dead) {
      died |= gate.declareDead(beat.nodeId(), beat.beat());
    }
    if (!died && !orphans) {
      return false;
    }
    Collection<Long> interrupted = gate.orphans(MOST_RECOVERED);
    List<RunningRow> locked = gate.lockRunning(interrupted);
    for (RunningRow row : locked) {
      settlements.add(verdict.of(row, Outcome.Interrupted.ofDead(row.node())));
    }
    // A batch of which others hold every row is left to the next look, not looked for at once.
    return interrupted.size() == MOST_RECOVERED && !locked.isEmpty();
  }

  private List<Long> unknown(Look look) {
    return look.mine().stream()
        .filter(row -> !runs.has(row.id(), row.attempt()))
        .map(Look.MyRun::id)
        .toList();
  }

  private static List<Long> finals(List<Run> settled, List<Settlement> settlements) {
    Set<Long> ids = new HashSet<>();
    settlements.stream()
        .filter(settlement -> settlement.next().isFinal())
        .forEach(settlement -> ids.add(settlement.row().id()));
    settled.stream()
        .filter(run -> run.outcome() instanceof Outcome.Settled)
        .forEach(run -> ids.add(run.id()));
    return List.copyOf(ids);
  }
}
