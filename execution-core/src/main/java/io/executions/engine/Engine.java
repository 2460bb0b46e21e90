package io.executions.engine;

import io.executions.api.ExecutionHandler;
import io.executions.settings.Settings;
import io.executions.store.NodeStore.Joining;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The one thread of this node that moves executions. It sleeps until it is signalled, until
 * something is due or must be stopped, and then goes through {@link Turn}s until nothing is left to
 * do. It never ends by an exception. Started and stopped any number of times. Thread-safe.
 */
final class Engine {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());

  /** How long a handler has after it was told to release its run, beyond the grace. */
  private static final Duration RELEASE_TIME = Duration.ofSeconds(2);

  private final Surroundings surroundings;
  private final PollReport report;
  private final Signal signal = new Signal();
  private final Object turned = new Object();
  private DataDirectory dataDirectory;
  private Workers workers;
  private Thread thread;
  private volatile Turn turn;
  private volatile boolean stopping;

  Engine(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.report = new PollReport(surroundings.settings().pollInterval());
  }

  /** Joins the cluster, as soon as the database is there, and begins to work. */
  synchronized void start() {
    if (thread != null) {
      return;
    }
    Settings settings = surroundings.settings();
    dataDirectory = new DataDirectory(settings.dataDir());
    Runs runs = new Runs();
    workers =
        new Workers(
            settings.workers(),
            settings.connections() - 4,
            surroundings.handlers(),
            runs,
            surroundings.threads());
    stopping = false;
    turn = new Turn(surroundings, runs, workers, report, self(dataDirectory.lock()), this::signal);
    thread = surroundings.threads().newThread(this::turnUntilStopped);
    thread.start();
  }

  /** Wakes the engine: something may be due. */
  void signal() {
    signal.give();
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
    report.stopped();
    turn.drain();
    signal();
    awaitIdle(grace);
    turn.release();
    signal();
    awaitIdle(RELEASE_TIME);
    stopping = true;
    signal();
    joinThread();
    boolean idle = turn.idle();
    if (!idle) {
      LOG.log(Level.WARNING, "Handlers that still run are left to the lease: {0}", turn.running());
    }
    turn.leave();
    workers.close();
    dataDirectory.close();
    thread = null;
  }

  PollReport report() {
    return report;
  }

  /** Returns this node's name in the cluster, once it has joined. */
  Optional<String> nodeName() {
    return Optional.ofNullable(turn).flatMap(Turn::nodeName);
  }

  private void turnUntilStopped() {
    while (!stopping) {
      long wait = turn.take();
      synchronized (turned) {
        turned.notifyAll();
      }
      try {
        if (wait > 0) {
          signal.await(wait);
        }
      } catch (InterruptedException e) {
        // Only stop() ends this thread; the server may interrupt it when it goes down itself.
        LOG.log(Level.DEBUG, "The engine was interrupted", e);
      }
    }
  }

  private void awaitIdle(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    synchronized (turned) {
      while (!turn.idle() && System.nanoTime() < end) {
        try {
          TimeUnit.NANOSECONDS.timedWait(turned, Math.min(end - System.nanoTime(), 100_000_000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private void joinThread() {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Joining self(Optional<String> home) {
    Settings settings = surroundings.settings();
    Map<String, String> exampleInputs = new TreeMap<>();
    surroundings
        .handlers()
        .all()
        .forEach((type, handler) -> exampleInputs.put(type, example(handler.bean())));
    return new Joining(
        settings.nodeName(), home, settings.workers(), settings.pollInterval(), exampleInputs);
  }

  private static String example(ExecutionHandler<?, ?> handler) {
    return handler.exampleInput().toString();
  }
}
