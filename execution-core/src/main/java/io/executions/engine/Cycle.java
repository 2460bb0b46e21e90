package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.EngineStore;
import io.executions.store.FailureKind;
import io.executions.store.Look;
import io.executions.store.RunningRow;
import io.executions.store.Settlement;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * One cycle of the engine: look, and only if there is something to do, one short transaction, a
 * {@link Pass}. Where the database refuses what one row wants, the pass is taken again with care;
 * where it breaks off each time that certain runs are settled, these are {@link Suspects}.
 */
final class Cycle {
  private static final System.Logger LOG = System.getLogger(Cycle.class.getName());

  /**
   * What a cycle did.
   *
   * @param claimed what this node is to run
   * @param settled the runs that are over for good
   * @param ended the executions that came to a final status
   * @param settlements what became of executions, as committed
   * @param recovered which orphans had their turn
   * @param damaged what was refused
   * @param again whether more is waiting
   */
  record Result(
      List<ClaimedExecution> claimed,
      List<Run> settled,
      List<Long> ended,
      List<Settlement> settlements,
      List<Long> recovered,
      DamagedRows damaged,
      boolean again) {

    static final Result NOTHING =
        new Result(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new DamagedRows(null, null, null),
            false);

    static Result of(
        List<ClaimedExecution> claimed,
        List<Run> settled,
        List<Settlement> settlements,
        List<Long> recovered,
        DamagedRows damaged,
        boolean again) {
      List<Long> ended = finals(settled, settlements, damaged);
      return new Result(claimed, settled, ended, settlements, recovered, damaged, again);
    }

    private Result andAgain() {
      return new Result(claimed, settled, ended, settlements, recovered, damaged, true);
    }

    private static List<Long> finals(
        List<Run> settled, List<Settlement> settlements, DamagedRows damaged) {
      Set<Long> ids = new HashSet<>(damaged.failed());
      settlements.stream()
          .filter(settlement -> settlement.next().isFinal())
          .forEach(settlement -> ids.add(settlement.row().id()));
      settled.stream()
          .filter(run -> run.outcome() instanceof Outcome.Settled)
          .forEach(run -> ids.add(run.id()));
      return List.copyOf(ids);
    }
  }

  private final EngineStore store;
  private final Verdict verdict;
  private final Runs runs;
  private final Workers workers;
  private final Memory memory;
  private final NodeWatch watch;
  private final Suspects suspects;
  private final Walk unknown = new Walk();
  private final Walk orphans = new Walk();
  private final Refusals refusals;

  Cycle(
      EngineStore store,
      Verdict verdict,
      Runs runs,
      Workers workers,
      Memory memory,
      NodeWatch watch,
      LongSupplier ticker) {
    this.store = store;
    this.verdict = verdict;
    this.runs = runs;
    this.workers = workers;
    this.memory = memory;
    this.suspects = new Suspects(memory.mostAtOnce());
    this.watch = watch;
    this.refusals = new Refusals(ticker);
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
    Plan plan = plan(look, self, claiming, now);
    Result result = plan.isEmpty() ? Result.NOTHING : passed(plan, passOrIsolate(plan));
    return suspects.more() ? result.andAgain() : result;
  }

  private Result passOrIsolate(Plan plan) throws SQLException {
    try {
      return passOrTakeCare(plan);
    } catch (SQLException | RuntimeException e) {
      if (FailureKind.of(e).isBrokenOff()) {
        brokenOff(plan, e);
      }
      throw e;
    }
  }

  private Result passOrTakeCare(Plan plan) throws SQLException {
    try {
      return pass(plan, false);
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      return carefully(plan, e);
    }
  }

  /** Returns how many nanoseconds until another node may turn out to be dead. */
  long untilNextJudgement(Membership self, long now) {
    return watch.untilNextJudgement(self.id(), now, self.unbrokenSince());
  }

  private Plan plan(Look look, Membership self, boolean claiming, long now) {
    List<Look.Beat> dead = watch.dead(look.beats(), self.id(), now, self.unbrokenSince());
    List<Run> ended = suspects.next(runs.ended());
    if (suspects.isSuspect(ended)) {
      return Plan.settling(look, self, ended);
    }
    // Types before number: a transactional handler that returns in between makes room for neither.
    List<String> types = workers.claimableTypes();
    boolean claims = claiming && self.sure() && !look.paused() && memory.free() > 0;
    int most = claims ? workers.claimable() : 0;
    return new Plan(look, self, ended, unknown(look), orphans, dead, types, most, false);
  }

  private List<Long> unknown(Look look) {
    List<Long> next =
        unknown.next(
            look.mine().stream()
                .filter(row -> !runs.has(row.id(), row.attempt()))
                .map(Look.MyRun::id)
                .toList());
    if (next.isEmpty()) {
      unknown.passed(next);
    }
    return next;
  }

  private Result pass(Plan plan, boolean careful) throws SQLException {
    return store.inGate(
        gate -> {
          DamagedRows damaged = new DamagedRows(gate, verdict, refusals);
          return new Pass(gate, plan, new Care(gate, careful), damaged, verdict, memory).run();
        });
  }

  private Result carefully(Plan plan, Exception refusal) throws SQLException {
    try {
      return pass(plan, true);
    } catch (SQLException | RuntimeException e) {
      e.addSuppressed(refusal);
      throw e;
    }
  }

  private Result passed(Plan plan, Result result) {
    suspects.passed(plan.ended(), result.settled());
    if (!plan.settlesOnly()) {
      unknown.passed(plan.unknown());
      orphans.passed(result.recovered());
    }
    result.settled().forEach(run -> refusals.forget(run.id()));
    result.settlements().forEach(settlement -> refusals.forget(settlement.row().id()));
    result.claimed().forEach(claimed -> refusals.forget(claimed.id()));
    for (long failed : result.damaged().failed()) {
      refusals.forget(failed);
      LOG.log(Level.WARNING, "Execution {0} has failed: its row is damaged", Long.toString(failed));
    }
    for (DamagedRows.Noted noted : result.damaged().noted()) {
      note(noted.execution(), noted.why());
    }
    return result;
  }

  /** Finds the one at whose end the database breaks off, so that it does not hold up the others. */
  private void brokenOff(Plan plan, Exception failure) {
    boolean suspect = suspects.isSuspect(plan.ended());
    suspects.brokenOff(plan.ended());
    if (!suspect) {
      return;
    }
    Run run = plan.ended().get(0);
    String why = ErrorText.line("Its end could not be recorded: " + ErrorText.message(failure));
    Outcome instead = new Outcome.Failed(why, null, true);
    if (!wouldTake(run, instead, plan.self())) {
      return;
    }
    if (refusals.nearlyEnough(run.id())) {
      run.end(instead);
    }
    note(run.id(), why);
  }

  /** Says it once only: it may be refused a hundred times a second, while others go on. */
  private void note(long execution, String why) {
    Level level = refusals.note(execution) ? Level.WARNING : Level.DEBUG;
    LOG.log(level, "Execution {0}: {1}", Long.toString(execution), why);
  }

  /**
   * Returns whether the database would take another end of that run right now, and leaves no trace:
   * only then it is this end that it dies of.
   */
  private boolean wouldTake(Run run, Outcome instead, Membership self) {
    try {
      return store.inGate(
          gate -> {
            for (RunningRow row : gate.lockRunning(List.of(run.id()))) {
              if (row.attempt() == run.attempt() && row.nodeId() == self.id()) {
                gate.settle(List.of(verdict.of(row, instead)));
                throw new DamagedRows.TrialTakenException();
              }
            }
            return false;
          });
    } catch (DamagedRows.TrialTakenException e) {
      return true;
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }
}
