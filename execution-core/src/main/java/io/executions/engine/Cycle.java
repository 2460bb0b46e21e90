package io.executions.engine;

import io.executions.settings.Settings;
import io.executions.store.EngineStore;
import io.executions.store.FailureKind;
import io.executions.store.Look;
import io.executions.store.RunningRow;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * One cycle of the engine: look, and only if there is something to do, one short transaction, a
 * {@link Pass}. Where the database refuses what one row wants, the pass is taken again with care;
 * where it breaks off each time that certain runs are settled, these are {@link Suspects}.
 */
final class Cycle {
  private static final System.Logger LOG = System.getLogger(Cycle.class.getName());

  /** How long what was seen is gone by, while runs end all the time. */
  private static final Duration LOOK_HOLDS = Duration.ofMillis(20);

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
  private final LongSupplier ticker;
  private Standing standing = Standing.NOTHING;
  private long askedAt;
  private Look lastLook;
  private long lastLookAt;

  Cycle(
      EngineStore store,
      Settings settings,
      Runs runs,
      Workers workers,
      Memory memory,
      LongSupplier ticker) {
    this.store = store;
    this.verdict =
        new Verdict(
            new Backoff(() -> ThreadLocalRandom.current().nextDouble()),
            settings.maxInterruptions());
    this.runs = runs;
    this.workers = workers;
    this.memory = memory;
    this.suspects = new Suspects(memory.mostAtOnce());
    this.watch = new NodeWatch(settings.lease());
    this.ticker = ticker;
    this.askedAt = ticker.getAsLong() - Standing.SAYS_EVERY.toNanos();
    this.refusals = new Refusals(ticker);
  }

  /**
   * Looks at the database; or, where only runs have ended since a look just before, goes by that
   * one, since what is to be done is known.
   *
   * @param anew whether there may be more to be seen than that runs have ended
   */
  Look look(Membership self, boolean anew, long now) throws SQLException {
    Duration since = Duration.ofNanos(now - lastLookAt);
    if (!anew && lastLook != null && since.compareTo(LOOK_HOLDS) < 0) {
      Look later = lastLook.later(since, !runs.ended().isEmpty());
      if (later.nextDueInMicros().orElse(1) > 0) {
        return later;
      }
    }
    lastLook = null;
    Look look = store.look(self.id(), workers.claimableTypes());
    lastLook = look;
    lastLookAt = now;
    standing = look.due() ? standing.atRest() : Standing.NOTHING;
    return look;
  }

  /**
   * Does what a look calls for.
   *
   * @param claiming whether this node takes new work
   */
  Moved act(Look look, Membership self, boolean claiming, long now) throws SQLException {
    Plan plan = plan(look, self, claiming, now);
    return plan.isEmpty() ? Moved.NOTHING : passed(plan, passOrIsolate(plan));
  }

  /** Returns whether runs that have ended were left for another transaction. */
  boolean moreToSettle() {
    return suspects.more();
  }

  private Moved passOrIsolate(Plan plan) throws SQLException {
    try {
      return passOrTakeCare(plan);
    } catch (SQLException | RuntimeException e) {
      if (FailureKind.of(e).isBrokenOff()) {
        brokenOff(plan, e);
      }
      throw e;
    }
  }

  private Moved passOrTakeCare(Plan plan) throws SQLException {
    try {
      return pass(plan, false);
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      return carefully(plan, e);
    }
  }

  /** Returns how many nanoseconds until another node may be dead, or a slot free for this one. */
  long untilNextLook(Membership self, long now) {
    long judgement = watch.untilNextJudgement(self.id(), now, self.unbrokenSince());
    return Math.min(judgement, standing.untilLook());
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
    boolean rationed = most > 0 && most < workers.idle();
    if (most == 0) {
      standing = Standing.NOTHING;
    }
    boolean asks = most > 0 && look.due() && asks(look, now);
    return new Plan(
        look,
        self,
        ended,
        unknown(look),
        orphans,
        dead,
        types,
        most,
        rationed,
        runs.all().size(),
        standing,
        asks,
        false);
  }

  /** Who has half of the limit has its share, and who has none has it not. */
  private boolean asks(Look look, long now) {
    int running = runs.all().size();
    boolean due = now - askedAt >= Standing.SAYS_EVERY.toNanos();
    return running < Plan.half(look) && (due || running == 0 && !standing.wants());
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

  private Moved pass(Plan plan, boolean careful) throws SQLException {
    return store.inGate(
        plan.self().id(),
        gate -> {
          DamagedRows damaged = new DamagedRows(gate, verdict, refusals);
          return new Pass(gate, plan, new Care(gate, careful), damaged, verdict, memory).run();
        });
  }

  private Moved carefully(Plan plan, Exception refusal) throws SQLException {
    try {
      return pass(plan, true);
    } catch (SQLException | RuntimeException e) {
      e.addSuppressed(refusal);
      throw e;
    }
  }

  private Moved passed(Plan plan, Moved result) {
    suspects.passed(plan.ended(), result.settled());
    standing = result.standing();
    if (standing.asked()) {
      askedAt = ticker.getAsLong();
    }
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
          self.id(),
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
