package io.executions.engine;

import io.executions.api.NewExecution;
import io.executions.hints.Hint;
import io.executions.store.Created;
import io.executions.store.Move;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one thread of this node that moves executions. It sleeps until it is signalled, until
 * something is due or must be shown as overdue, and then goes through its {@link EngineLoop} until
 * nothing is left to do. Nothing that is thrown ends it. Started and stopped any number of times.
 * Thread-safe.
 */
final class Engine {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());

  /** How long a handler has after it was told to release its run, beyond the grace. */
  private static final Duration RELEASE_TIME = Duration.ofSeconds(2);

  private static final Duration LEAVE_TIME = Duration.ofSeconds(10);

  /** How long rounds may fail before only another start of the process can help. */
  private static final Duration DAMAGED_AFTER = Duration.ofMinutes(1);

  private final EngineEnvironment environment;
  private final PollReport report;
  private final Hinting hinting;
  private final Bulking bulking;
  private final Signal signal = new Signal();
  private final Object ran = new Object();
  private DataDirectory dataDirectory;
  private Workers workers;
  private volatile WatchedThread thread;

  /** What the thread does: null once it is stopped, another one after the next start. */
  private volatile EngineLoop loop;

  Engine(EngineEnvironment environment) {
    this.environment = environment;
    this.report = new PollReport(environment.settings().pollInterval(), environment.ticker());
    int spare = environment.settings().connections() - NodeStart.KEPT_CONNECTIONS;
    this.hinting = new Hinting(environment, spare, this::isConcernedBy, this::signal);
    this.bulking = new Bulking(environment, this::due, this::signal);
  }

  /** Joins the cluster, as soon as the database is there, and begins to work. */
  synchronized void start() {
    if (thread != null) {
      return;
    }
    dataDirectory = new DataDirectory(environment.settings().dataDir());
    try {
      NodeStart start = NodeStart.of(environment, this::otherConnections, dataDirectory.lock());
      workers = start.workers();
      EngineLoop first = new EngineLoop(environment, start, report, hinting, bulking, this::wake);
      loop = first;
      thread = watchedThread(first);
      first.deadlines().start(environment.threads(), () -> loop == first);
      thread.start();
      bulking.start();
    } catch (RuntimeException | Error e) {
      thread = null;
      loop = null;
      dataDirectory.close();
      throw e;
    }
  }

  private int otherConnections() {
    return hinting.connections() + bulking.connections();
  }

  private WatchedThread watchedThread(EngineLoop mine) {
    return new WatchedThread(
        "the engine",
        environment.threads(),
        environment.ticker(),
        () -> loop == mine,
        () -> runOnce(mine),
        mine::leave);
  }

  /** Wakes the engine: something may be due. */
  void signal() {
    signal(Cause.ANYTHING);
  }

  private void signal(Cause cause) {
    loop().ifPresent(now -> now.comes(cause));
    wake();
  }

  /**
   * Wakes the engine for what was created and committed here, unless it cannot be claimed yet:
   * where this node's own runs fill its workers or the limit, the next of them to end wakes it
   * anyway, and the claim that follows that end sees what was committed before it.
   */
  void created(Collection<NewExecution> executions) {
    if (loop == null) {
      return;
    }
    if (executions.stream().anyMatch(one -> one.runAt() != null || one.expiresAt() != null)) {
      signal();
    } else if (!workers.full(report.limit())
        && executions.stream().anyMatch(one -> handles(one.type()))) {
      signal(Cause.CREATION);
    }
    hinting.created(executions);
  }

  /** Says that somebody listens, before a look shows it. */
  void listened() {
    EngineLoop now = loop;
    if (now != null) {
      now.listened();
      signal();
    }
  }

  /** Has those who listen, if somebody does, told of what was created and committed here. */
  void tell(Supplier<List<Created>> created) {
    loop().ifPresent(now -> now.tell(created));
  }

  /** Tells this application what was moved by others than the engine. */
  void moved(Move move) {
    environment.onMoved().accept(List.of(move));
  }

  /** Wakes the engine, and tells the other nodes, since something may be due of that type. */
  void due(String type) {
    signal();
    hinting.due(type);
  }

  /** Wakes the engine, and tells the other nodes, since more of what is due may be claimed. */
  void anythingDue() {
    signal();
    hinting.anythingDue();
  }

  /** A signal that names no type may mean that the limit has changed. */
  private boolean isConcernedBy(Hint hint) {
    return hint.isForAll()
        || !workers.full(report.limit()) && hint.types().stream().anyMatch(this::handles);
  }

  private boolean handles(String type) {
    return environment.handlers().find(type).isPresent();
  }

  /** Wakes the thread, and has another one started if it has ended. */
  private void wake() {
    signal.give();
    WatchedThread now = thread;
    if (now != null) {
      now.watch();
    }
  }

  /** Wakes the engine because the poll timer ticked. */
  void tick() {
    report.ticked();
    signal();
  }

  /** Claims nothing more, lets handlers finish within the grace, and leaves the cluster. */
  synchronized void stop(Duration grace) {
    if (thread == null) {
      return;
    }
    EngineLoop last = loop;
    report.stopped();
    last.beginLeave();
    signal();
    bulking.stop();
    awaitIdle(last, grace);
    int interrupted = last.runningCount();
    last.release();
    signal();
    awaitIdle(last, RELEASE_TIME);
    loop = null;
    signal();
    last.deadlines().awaitEnd();
    thread.join(LEAVE_TIME);
    thread = null;
    leave(last);
    int givenBack = Math.max(0, interrupted - last.runningCount());
    LOG.log(Level.INFO, "Stopped; executions that were interrupted and given back: {0}", givenBack);
  }

  /**
   * While a handler still runs, the lock on the data directory stays: it would prove to the next
   * boot, also in this process, that nothing runs here any more.
   */
  private void leave(EngineLoop last) {
    if (last.idle()) {
      dataDirectory.close();
      workers.close(() -> {});
    } else {
      LOG.log(Level.WARNING, "Handlers that still run are left to the lease: {0}", last.running());
      workers.close(dataDirectory::close);
    }
  }

  PollReport report() {
    return report;
  }

  /** Returns whether this node cannot poll, in a way that only another start can mend. */
  boolean isDamaged() {
    WatchedThread now = thread;
    return report.isDamaged()
        || now != null && isLong(now.failingFor())
        || loop().filter(its -> isLong(its.deadlines().failingFor())).isPresent()
        || place().filter(its -> isLong(its.beatsFailFor())).isPresent();
  }

  /** Returns this node's name in the cluster, once it has joined. */
  Optional<String> nodeName() {
    return loop().flatMap(EngineLoop::nodeName);
  }

  /** Returns where this node stands in its life. */
  LifeStage stage() {
    return loop().map(its -> its.life().stage()).orElse(LifeStage.STOPPED);
  }

  /** Returns how many executions run here, or have ended and are still to be recorded. */
  int running() {
    return loop().map(EngineLoop::runningCount).orElse(0);
  }

  /** Returns whether the database has answered this node's last beats, or was reached at all. */
  boolean databaseAnswers() {
    return membership()
        .map(self -> !stage().isMember() || self.beatsGoWell())
        .orElseGet(() -> environment.database().isOpen());
  }

  /** Returns whether the database has kept this node waiting for an answer for too long. */
  boolean databaseHangs() {
    return membership().map(Membership::hangs).orElse(false);
  }

  private Optional<Membership> membership() {
    return place().map(ClusterPlace::membership);
  }

  private static boolean isLong(Duration failing) {
    return failing.compareTo(DAMAGED_AFTER) > 0;
  }

  private Optional<EngineLoop> loop() {
    return Optional.ofNullable(loop);
  }

  private Optional<ClusterPlace> place() {
    return loop().map(EngineLoop::place);
  }

  private void runOnce(EngineLoop mine) {
    long wait = mine.runOnce();
    synchronized (ran) {
      ran.notifyAll();
    }
    try {
      if (wait > 0) {
        signal.await(wait);
        mine.awaitShortRuns();
      }
    } catch (InterruptedException e) {
      // Only stop() ends this thread; the server may interrupt it when it goes down itself.
      LOG.log(Level.DEBUG, "The engine was interrupted", e);
    }
  }

  private void awaitIdle(EngineLoop last, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    synchronized (ran) {
      while (!last.idle() && System.nanoTime() < end) {
        try {
          TimeUnit.NANOSECONDS.timedWait(ran, Math.min(end - System.nanoTime(), 100_000_000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
