package io.executions.engine;

import io.executions.settings.Settings;
import io.executions.store.EngineStore;
import io.executions.store.NodeStore;
import io.executions.store.NodeStore.Joining;
import io.executions.store.Snapshot;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the engine does each time it is woken: stays in the cluster, tells handlers to stop, goes
 * through a {@link Cycle}, starts what was claimed. Only the engine's thread takes turns.
 */
final class EngineLoop {
  private static final System.Logger LOG = System.getLogger(EngineLoop.class.getName());

  private final EngineEnvironment environment;
  private final Runs runs;
  private final Workers workers;
  private final PollReport report;
  private final Hinting hinting;
  private final Joining self;
  private final Runnable signal;
  private final Memory memory;
  private final Starter starter;
  private final HandlerStops stops;
  private final Draining draining;
  private final NextWake nextWake;
  private volatile Membership membership;
  private volatile boolean leaving;
  private volatile boolean moving;
  private final AtomicReference<Cause> cause = new AtomicReference<>(Cause.ANYTHING);
  private EngineStore store;
  private Cycle cycle;
  private Upkeep upkeep;

  EngineLoop(
      EngineEnvironment environment,
      NodeStart start,
      PollReport report,
      Hinting hinting,
      Runnable signal) {
    this.environment = environment;
    this.runs = start.runs();
    this.workers = start.workers();
    this.self = start.joining();
    this.report = report;
    this.hinting = hinting;
    this.signal = signal;
    this.memory =
        new Memory(
            runs, environment.settings(), Runtime.getRuntime().maxMemory(), environment.ticker());
    this.starter = new Starter(environment, workers, memory, () -> membership.sure(), signal);
    this.stops = new HandlerStops(runs, environment.ticker());
    this.draining = new Draining(environment.settings().shutdownGrace());
    this.nextWake =
        new NextWake(environment.settings().pollInterval(), stops, draining, environment.ticker());
  }

  /** Does what is to be done now, and returns how many nanoseconds may pass until the next turn. */
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
    if (membership != null) {
      membership.watchBeats();
    }
    stops.timedOut();
    if (store != null) {
      stops.showOverdue(store);
    }
    if (!stayMember()) {
      return nextWake.beforeRetry();
    }
    Snapshot snapshot = cycle.look(membership, cause.getAndSet(Cause.END), began);
    report.saw(snapshot);
    if (!membership.isShownBy(snapshot)) {
      lookAnew();
      return membership.lost() ? 0 : nextWake.shortly();
    }
    stops.cancelled(snapshot);
    drainIfAsked(snapshot);
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
    long most = nextWake.after(snapshot, cycle.untilNextLook(membership, now()));
    return well && moved.damaged().noted().isEmpty()
        ? most
        : Math.min(most, nextWake.afterFailure());
  }

  /** Waits a moment for runs of which others of the same claim have ended. */
  void awaitShortRuns() throws InterruptedException {
    starter.awaitShortRuns();
  }

  /** Says why there is to be another turn. */
  void comes(Cause another) {
    cause.accumulateAndGet(another, Cause::more);
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
    leaving = true;
    if (membership != null) {
      membership.announceLeave();
    }
  }

  /** Returns whether this node claims nothing, because it is about to leave or was told so. */
  boolean drains() {
    return leaving || draining.going();
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

  /** Returns this node's place in the cluster; null until it has joined. */
  Membership membership() {
    return membership;
  }

  Optional<String> nodeName() {
    return Optional.ofNullable(membership).map(Membership::name);
  }

  /** Leaves the cluster. Called by the engine's thread, as its last act. */
  void leave() {
    if (membership != null) {
      hinting.left(membership.id());
      membership.leave(idle());
    }
    if (store != null) {
      store.close();
    }
  }

  /** Joins the cluster if this node is not in it, and returns whether it is now. */
  private boolean stayMember() throws SQLException {
    if (membership != null && !membership.lost()) {
      return true;
    }
    if (membership != null && !letGo() || leaving) {
      return false;
    }
    environment.database().open();
    environment.onReady().run();
    if (store == null) {
      store = new EngineStore(environment.database().reserve());
      upkeep = new Upkeep(store, environment.ticker());
    }
    Settings settings = environment.settings();
    cycle = new Cycle(store, settings, new NodeWork(runs, workers, memory), environment.ticker());
    membership = join(settings);
    hinting.joined(membership.joined());
    return true;
  }

  private Membership join(Settings settings) throws SQLException {
    Membership joined =
        Membership.join(
            new NodeStore(environment.database().reserve()),
            self,
            draining.going(),
            settings.lease(),
            report,
            environment.ticker(),
            this::signalToLook);
    try {
      joined.startBeating(settings.lease().dividedBy(3), environment.threads());
      return joined;
    } catch (RuntimeException | Error e) {
      joined.leave(true);
      throw e;
    }
  }

  /**
   * After this node was declared dead: waits for its handlers, whose executions are others' now.
   */
  private boolean letGo() {
    runs.stopAll(Run.Stop.RELEASE, now());
    runs.forget(runs.ended());
    if (!runs.isEmpty()) {
      return false;
    }
    membership.close();
    return true;
  }

  private void drainIfAsked(Snapshot snapshot) {
    boolean before = draining.going();
    draining.seen(snapshot.drains(membership.id()), now());
    if (draining.going() != before && !leaving) {
      LOG.log(Level.INFO, before ? "This node claims again" : "This node drains, as it was told");
    }
    if (draining.graceIsOver(now())) {
      runs.stopAll(Run.Stop.RELEASE, now());
    }
  }

  private Moved move(Snapshot snapshot) throws SQLException {
    Moved result;
    moving = true;
    try {
      // Whoever drains sees that this moves, or this sees that it drains.
      result = cycle.act(snapshot, membership, !drains(), now());
      runs.forget(result.settled());
      starter.start(result.claimed(), membership.id());
    } finally {
      moving = false;
    }
    environment.onMoved().accept(result.moves());
    MoveLog.moved(result.moves());
    MoveLog.givenBack(result.settlements());
    return result;
  }

  /** What has moved is not held up by what fails here. */
  private boolean keptUp(Moved moved, Snapshot snapshot, long began) {
    try {
      upkeep.take(membership.id(), snapshot);
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
