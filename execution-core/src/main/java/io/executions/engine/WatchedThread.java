package io.executions.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A thread that takes rounds until it is told to stop. Nothing that a round throws ends it, nor
 * what is thrown while that is told. Should the server or the virtual machine end the thread all
 * the same, {@link #watch} starts another. Thread-safe.
 */
final class WatchedThread {
  private static final System.Logger LOG = System.getLogger(WatchedThread.class.getName());
  private static final long PAUSE_MILLIS = 100;
  private static final Duration REST = Duration.ofSeconds(1);

  private final String name;
  private final ThreadFactory threads;
  private final LongSupplier ticker;
  private final BooleanSupplier goesOn;
  private final Runnable round;
  private final Runnable atEnd;
  private volatile Thread thread;
  private volatile boolean over;
  private volatile boolean failing;
  private volatile long failingSince;
  private long startedAt;

  /**
   * Makes one that is not started.
   *
   * @param name what it is, for the log
   * @param ticker monotonic nanoseconds
   * @param goesOn whether there is to be another round
   * @param round what it does again and again; must wait by itself
   * @param atEnd what it does once, after the last round
   */
  WatchedThread(
      String name,
      ThreadFactory threads,
      LongSupplier ticker,
      BooleanSupplier goesOn,
      Runnable round,
      Runnable atEnd) {
    this.name = name;
    this.threads = threads;
    this.ticker = ticker;
    this.goesOn = goesOn;
    this.round = round;
    this.atEnd = atEnd;
  }

  /** Starts its thread. */
  synchronized void start() {
    startedAt = ticker.getAsLong();
    Thread started = threads.newThread(this::run);
    started.start();
    thread = started;
  }

  /** Starts another thread if the last one has ended before its time, and throws nothing. */
  void watch() {
    if (isDead()) {
      revive();
    }
  }

  /** Returns for how long it has done no round that went well, while its rounds throw. */
  Duration failingFor() {
    return failing ? Duration.ofNanos(ticker.getAsLong() - failingSince) : Duration.ZERO;
  }

  /** Waits for its end, but not for long. Does what is left to be done where its thread is dead. */
  void join(Duration most) {
    Thread last = thread;
    if (last == null || last == Thread.currentThread()) {
      return;
    }
    try {
      last.join(most.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!last.isAlive()) {
      end();
    }
  }

  private boolean isDead() {
    Thread last = thread;
    return last != null && !last.isAlive() && !over && goesOn.getAsBoolean();
  }

  private synchronized void revive() {
    if (!isDead() || ticker.getAsLong() - startedAt < REST.toNanos()) {
      return;
    }
    startedAt = ticker.getAsLong();
    try {
      fails(null);
      LOG.log(Level.WARNING, "The thread of {0} has ended; another is started", name);
    } catch (RuntimeException | Error e) {
      tell(e);
    }
    try {
      start();
    } catch (RuntimeException | Error e) {
      // It is tried again at the next watch.
      tell(e);
    }
  }

  private void run() {
    while (goesOn.getAsBoolean()) {
      try {
        round.run();
        failing = false;
      } catch (Throwable e) {
        // Whatever it is: without this thread the node would stand still.
        fails(e);
        pause();
      }
    }
    end();
  }

  private synchronized void end() {
    if (!over) {
      over = true;
      try {
        atEnd.run();
      } catch (RuntimeException | Error e) {
        tell(e);
      }
    }
  }

  private void fails(Throwable failure) {
    if (!failing) {
      failingSince = ticker.getAsLong();
      failing = true;
      if (failure != null) {
        tell(failure);
      }
    }
  }

  private void tell(Throwable failure) {
    try {
      LOG.log(Level.WARNING, "Unforeseen in {0}, which goes on: {1}", name, failure.toString());
      LOG.log(Level.DEBUG, "The unforeseen", failure);
    } catch (Throwable e) {
      // It is the log itself that fails, or there is no memory for words.
      failing = true;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // Only the condition ends it; servers interrupt threads when they go down themselves.
      Thread.interrupted();
    }
  }
}
