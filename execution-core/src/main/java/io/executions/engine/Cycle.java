package io.executions.engine;

import io.executions.settings.Settings;
import io.executions.store.EngineStore;
import io.executions.store.FailureKind;
import io.executions.store.Promotable;
import io.executions.store.Snapshot;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * One cycle of the engine: look, and only if there is something to do, one short transaction, a
 * {@link Pass}. Where the database breaks off each time that certain executions are at hand, these
 * are {@link Suspects}.
 */
final class Cycle {
  private static final System.Logger LOG = System.getLogger(Cycle.class.getName());

  private final EngineStore store;
  private final Runs runs;
  private final Workers workers;
  private final Memory memory;
  private final NodeWatch watch;
  private final EndedRuns ended;
  private final Suspects suspects;
  private final Walk unknown = new Walk();
  private final Walk orphans = new Walk();
  private final HeadOfLine line = new HeadOfLine();
  private final Refusals refusals;
  private final Passes passes;
  private final LastSnapshot lastSnapshot;
  private final LongSupplier ticker;
  private Promotable lastPromotable = Promotable.FIRST;
  private Standing standing = Standing.NOTHING;
  private long askedAt;

  Cycle(
      EngineStore store,
      Settings settings,
      Runs runs,
      Workers workers,
      Memory memory,
      LongSupplier ticker) {
    this.store = store;
    this.runs = runs;
    this.workers = workers;
    this.memory = memory;
    this.ended = new EndedRuns(memory.mostAtOnce());
    this.suspects = new Suspects(ticker);
    this.watch = new NodeWatch(settings.lease());
    this.lastSnapshot = new LastSnapshot(settings);
    this.ticker = ticker;
    this.askedAt = ticker.getAsLong() - Standing.SAYS_EVERY.toNanos();
    this.refusals = new Refusals(ticker);
    Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    SettlementPolicy policy = new SettlementPolicy(backoff, settings.maxInterruptions());
    this.passes = new Passes(store, policy, refusals, memory);
  }

  /**
   * Looks at the database; or, where it is known what is to be done, since only runs have ended
   * just after a look or something was created here, goes by that one.
   */
  Snapshot look(Membership self, Cause cause, long now) throws SQLException {
    if (cause != Cause.END) {
      line.forget();
    }
    Optional<Snapshot> instead =
        suspects.isNext()
            ? Optional.empty()
            : lastSnapshot.instead(cause, !runs.ended().isEmpty(), now);
    return instead.isPresent() ? instead.get() : lookAnew(self, now);
  }

  private Snapshot lookAnew(Membership self, long now) throws SQLException {
    lastSnapshot.forget();
    line.forget();
    Snapshot snapshot = store.look(self.id(), workers.claimableTypes());
    lastSnapshot.saw(snapshot, now);
    standing = snapshot.due() ? standing.atRest() : Standing.NOTHING;
    return snapshot;
  }

  /**
   * Does what a look calls for.
   *
   * @param claiming whether this node takes new work
   */
  Moved act(Snapshot snapshot, Membership self, boolean claiming, long now) throws SQLException {
    // What is to be done apart, only a look just taken tells.
    Optional<Suspects.Group> group = suspects.next(lastSnapshot.is(snapshot));
    Plan plan =
        group.isPresent()
            ? planIsolated(group.get(), snapshot, self, claiming)
            : plan(snapshot, self, claiming, now);
    if (plan.isEmpty()) {
      group.ifPresent(this::untried);
      return Moved.NOTHING;
    }
    return passOrIsolate(plan);
  }

  /** Returns whether another transaction is to follow, whatever a look would show. */
  boolean moreToDo() {
    return ended.more() || suspects.more();
  }

  private Moved passOrIsolate(Plan plan) throws SQLException {
    try {
      Moved result = passes.take(plan);
      passed(plan, result);
      return result;
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isBrokenOff()) {
        throw e;
      }
      if (plan.scope().isIsolated() && !passes.atHand().of(plan.scope().group().step()).isEmpty()) {
        return brokenOffIsolated(plan, e);
      }
      if (!plan.scope().isIsolated()) {
        suspects.brokenOff(passes.atHand().ids());
      }
      throw e;
    }
  }

  /** Returns how many nanoseconds until another node may be dead, or a slot free for this one. */
  long untilNextLook(Membership self, long now) {
    long judgement = watch.untilNextJudgement(self.id(), now, self.unbrokenSince());
    return Math.min(Math.min(judgement, standing.untilLook()), suspects.untilNext());
  }

  private Plan plan(Snapshot snapshot, Membership self, boolean claiming, long now) {
    List<Snapshot.Beat> dead =
        lastSnapshot.is(snapshot)
            ? watch.dead(snapshot.beats(), self.id(), now, self.unbrokenSince())
            : List.of();
    Scope scope = allButSuspects();
    // Types before number: a transactional handler that returns in between makes room for neither.
    List<String> types = workers.claimableTypes();
    int most = claimable(snapshot, self, claiming);
    boolean rationed = most > 0 && most < workers.idle();
    if (most == 0) {
      standing = Standing.NOTHING;
    }
    boolean asks = most > 0 && snapshot.due() && asks(snapshot, now);
    return new Plan(
        scope,
        snapshot,
        self,
        ended.next(ended(scope)),
        unknown(snapshot, scope),
        orphans,
        lastPromotable,
        dead,
        line,
        types,
        most,
        rationed,
        runs.all().size(),
        standing,
        asks);
  }

  /** Only what is to be done with some executions, with no other, and nothing else. */
  private Plan planIsolated(
      Suspects.Group group, Snapshot snapshot, Membership self, boolean claiming) {
    // What is left for the others, and whether the database is there, only another look tells.
    lastSnapshot.forget();
    Scope scope = Scope.isolated(group);
    return new Plan(
        scope,
        snapshot,
        self,
        ended(scope),
        scope.of(Step.RECOVER, unknown(snapshot)),
        new Walk(),
        Promotable.FIRST,
        List.of(),
        line,
        workers.claimableTypes(),
        scope.has(Step.CLAIM) ? claimable(snapshot, self, claiming) : 0,
        false,
        runs.all().size(),
        standing,
        false);
  }

  private Scope allButSuspects() {
    Map<Step, Set<Long>> passedOver = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      passedOver.put(step, suspects.isolated(step));
    }
    Set<Long> resting = refusals.resting();
    passedOver.get(Step.PROMOTE).addAll(resting);
    passedOver.get(Step.CLAIM).addAll(resting);
    return Scope.allBut(passedOver);
  }

  private int claimable(Snapshot snapshot, Membership self, boolean claiming) {
    boolean claims = claiming && self.sure() && !snapshot.paused() && memory.free() > 0;
    return claims ? workers.claimable() : 0;
  }

  private List<Run> ended(Scope scope) {
    return runs.ended().stream().filter(run -> scope.has(Step.SETTLE, run.id())).toList();
  }

  /** Who has half of the limit has its share, and who has none has it not. */
  private boolean asks(Snapshot snapshot, long now) {
    int running = runs.all().size();
    boolean due = now - askedAt >= Standing.SAYS_EVERY.toNanos();
    return running < Plan.half(snapshot) && (due || running == 0 && !standing.wants());
  }

  private List<Long> unknown(Snapshot snapshot) {
    return snapshot.mine().stream()
        .filter(row -> !runs.has(row.id(), row.attempt()))
        .map(Snapshot.MyRun::id)
        .toList();
  }

  private List<Long> unknown(Snapshot snapshot, Scope scope) {
    List<Long> next = unknown.next(scope.of(Step.RECOVER, unknown(snapshot)));
    if (next.isEmpty()) {
      unknown.passed(next);
    }
    return next;
  }

  private void passed(Plan plan, Moved result) {
    refusals.passed(result);
    line.claimed(result.claimed());
    if (plan.most() > 0 && result.claimed().isEmpty()) {
      // It may be others who fill the limit: that is seen without the gate.
      lastSnapshot.forget();
    }
    if (plan.scope().isIsolated()) {
      suspects.passed(plan.scope().group(), passes.atHand().left());
      return;
    }
    suspects.passed(passes.atHand().ids());
    ended.passed(plan.ended(), result.settled());
    standing = result.standing();
    if (standing.asked()) {
      askedAt = ticker.getAsLong();
    }
    unknown.passed(plan.unknown());
    orphans.passed(result.recovered());
    boolean more = result.promotable().size() == Promotable.MOST;
    lastPromotable = more ? result.promotable().get(Promotable.MOST - 1) : Promotable.FIRST;
  }

  /** What is only to be claimed may have to wait until there is room. */
  private void untried(Suspects.Group group) {
    suspects.passed(group, group.step() == Step.CLAIM ? Set.copyOf(group.ids()) : Set.of());
  }

  /** Where it is certain which one it is, another end is recorded of it, as of a damaged row. */
  private Moved brokenOffIsolated(Plan plan, Exception failure) {
    Suspects.Group group = plan.scope().group();
    LOG.log(Level.DEBUG, "The database broke off at " + group, failure);
    if (!suspects.brokenOff(group, passes.atHand().of(group.step()))) {
      return Moved.NOTHING;
    }
    try {
      Moved result = passes.instead(plan, failure);
      refusals.passed(result);
      if (!result.damaged().failed().isEmpty()) {
        suspects.forget(group);
      }
      return result;
    } catch (SQLException | RuntimeException e) {
      tellHopeless(group, failure, e);
      return Moved.NOTHING;
    }
  }

  private static void tellHopeless(Suspects.Group group, Exception failure, Exception ofOther) {
    LOG.log(Level.DEBUG, "Nothing else could be recorded of " + group, ofOther);
    if (FailureKind.of(ofOther) != FailureKind.OUTAGE && group.isNew()) {
      LOG.log(
          Level.WARNING,
          "{0} is passed over for a while: the database breaks off when {1}: {2}",
          group,
          group.step().words(),
          ErrorText.withRoot(failure));
    }
  }
}
