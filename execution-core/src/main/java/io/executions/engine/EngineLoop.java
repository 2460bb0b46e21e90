package io.executions.engine;

import io.executions.store.Created;
import io.executions.store.EngineStore;
import io.executions.store.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What the engine does each time it is woken: stays in the cluster, tells handlers to stop, goes
 * through a {@link Cycle}, starts what was claimed. Only the engine's thread does that.
 */
final class EngineLoop {
  private final EngineEnvironment environment;
  private final Runs runs;
  private final NodeWork work;
  private final PollReport report;
  private final Hinting hinting;
  private final Bulking bulking;
  private final Runnable signal;
  private final ClusterPlace place;
  private final Starter starter;
  private final Deadlines deadlines;
  private final HandlerStops stops;
  private final Draining draining;
  private final NextWake nextWake;
  private volatile boolean moving;
  private final AtomicReference<Cause> cause = new AtomicReference<>(Cause.ANYTHING);
  private EngineStore store;
  private Cycle cycle;
  private Maintenance upkeep;

  EngineLoop(
      EngineEnvironment environment,
      NodeStart start,
      PollReport report,
      Hinting hinting,
      Bulking bulking,
      Runnable signal) {
    this.environment = environment;
    this.runs = start.runs();
    this.report = report;
    this.hinting = hinting;
    this.bulking = bulking;
    this.signal = signal;
    long heap = Runtime.getRuntime().maxMemory();
    MemoryBudget memory =
        new MemoryBudget(runs, environment.settings(), heap, environment.ticker());
    this.work = new NodeWork(runs, start.workers(), memory, new CreatedHere());
    this.place = new ClusterPlace(environment, start, report, this::signalToLook);
    this.deadlines = new Deadlines(runs, environment.ticker(), signal);
    this.starter =
        new Starter(environment, start.workers(), memory, place::sure, deadlines, signal);
    this.stops = new HandlerStops(runs, environment.ticker());
    this.draining = new Draining(life(), runs, environment.settings().shutdownGrace());
    this.nextWake =
        new NextWake(environment.settings().pollInterval(), stops, draining, environment.ticker());
  }

  /** Does what is to be done now, and returns how many nanoseconds may pass until the next time. */
  long runOnce() {
    try {
      long wait = round();
      if (wait > 0 && store != null) {
        store.rest();
      }
      return wait;
    } catch (SQLException | RuntimeException | Error e) {
      // An Error of a listener or of a class that is missing must not end the polling either.
      lookAnew();
      if (store != null) {
        store.restAfter(e);
      }
      report.failed(e, environment.database().placeNotReached());
      return nextWake.afterFailure();
    }
  }

  private long round() throws SQLException {
    long began = now();
    place.watchBeats();
    deadlines.watch();
    if (store != null) {
      stops.showOverdue(store);
    }
    if (!stayMember()) {
      return nextWake.beforeRetry();
    }
    Membership self = place.membership();
    Snapshot snapshot = cycle.look(self, cause.getAndSet(Cause.END), began);
    report.saw(snapshot);
    work.created().listened(snapshot.listened());
    if (!self.isShownBy(snapshot)) {
      lookAnew();
      return life().stage().isMember() ? nextWake.shortly() : 0;
    }
    stops.cancelled(snapshot);
    draining.seen(snapshot.drains(self.id()), now());
    bulking.saw(snapshot, self.id());
    upkeep.keepSchedules(self.id(), snapshot);
    Moved moved = move(snapshot);
    hinting.looked(snapshot, !moved.claimed().isEmpty());
    boolean well = keptUp(moved, snapshot, began);
    if (moved.again() || upkeep.more()) {
      lookAnew();
      return 0;
    }
    if (cycle.moreToDo()) {
      return 0;
    }
    long most =
        Math.min(
            nextWake.after(snapshot, cycle.untilNextLook(self, now())), upkeep.untilTold(snapshot));
    return well && moved.damaged().noted().isEmpty()
        ? most
        : Math.min(most, nextWake.afterFailure());
  }

  /** Waits a moment for runs that are likely to end now, since others of their claim have. */
  void awaitShortRuns() throws InterruptedException {
    starter.awaitShortRuns();
  }

  /** Says why there is to be another round. */
  void comes(Cause another) {
    cause.accumulateAndGet(another, Cause::more);
  }

  void listened() {
    work.created().listened(true);
  }

  /** Has those who listen told of what was created here. */
  void tell(Supplier<List<Created>> created) {
    work.created().add(created);
  }

  private void lookAnew() {
    comes(Cause.ANYTHING);
  }

  private void signalToLook() {
    lookAnew();
    signal.run();
  }

  /** Claims nothing more, for good. */
  void beginLeave() {
    life().stops();
    place.beatAtOnce();
  }

  NodeStages life() {
    return place.life();
  }

  /** Tells all handlers to stop, so that their executions can be given back. */
  void release() {
    starter.release();
    runs.stopAll(Run.Stop.RELEASE, now());
  }

  /**
   * Returns whether nothing runs here, nothing is left to be recorded, nothing is being claimed.
   */
  boolean idle() {
    return !moving && runs.isEmpty();
  }

  int runningCount() {
    return runs.all().size();
  }

  /** Returns the ids of what still runs here, for the log. */
  String running() {
    return runs.ids();
  }

  /** Returns what tells handlers that their time is over; its thread is not started here. */
  Deadlines deadlines() {
    return deadlines;
  }

  /** Returns this node's place in the cluster. */
  ClusterPlace place() {
    return place;
  }

  Optional<String> nodeName() {
    return Optional.ofNullable(place.membership()).map(Membership::name);
  }

  /** Leaves the cluster. Called by the engine's thread, as its last act. */
  void leave() {
    if (place.membership() != null) {
      hinting.left(place.membership().id());
    }
    place.leave(idle());
    if (store != null) {
      store.close();
    }
  }

  /** Joins the cluster if this node is not in it, and returns whether it is now. */
  private boolean stayMember() throws SQLException {
    if (life().stage().isMember()) {
      return true;
    }
    if (!place.isToBeTaken()) {
      return false;
    }
    environment.database().open();
    environment.onReady().run();
    if (store == null) {
      store =
          new EngineStore(
              environment.database().reserve(), environment.settings().auditRetention());
      upkeep =
          new Maintenance(store, environment.audit(), environment.ticker(), environment.onTold());
    }
    cycle = new Cycle(store, environment.settings(), work, environment.ticker());
    if (!place.take(draining.asked())) {
      return false;
    }
    hinting.joined(place.membership().joined());
    return true;
  }

  private Moved move(Snapshot snapshot) throws SQLException {
    Moved result;
    moving = true;
    try {
      // `moving` is set before the stage is read, and a stop sets the stage before it reads
      // `moving`: so one of them sees the other.
      boolean claiming = life().stage() == LifeStage.POLLING;
      result = cycle.act(snapshot, place.membership(), claiming, now());
      runs.forget(result.settled());
      starter.start(result.claimed(), place.membership().id());
    } finally {
      moving = false;
    }
    environment.onMoved().accept(result.moves());
    MoveLog.moved(result.moves());
    MoveLog.givenBack(result.settlements());
    return result;
  }

  /** A failure here does not keep what has moved from being started. */
  private boolean keptUp(Moved moved, Snapshot snapshot, long began) {
    try {
      upkeep.take(place.membership().id(), snapshot);
      report.keptUp(upkeep.failures());
      if (moved.damaged().hopeless() != null) {
        throw moved.damaged().hopeless();
      }
      report.polled(Duration.ofNanos(now() - began));
      return true;
    } catch (SQLException | RuntimeException | Error e) {
      report.failed(e);
      return false;
    }
  }

  private long now() {
    return environment.ticker().getAsLong();
  }
}
