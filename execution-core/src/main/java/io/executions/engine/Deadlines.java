package io.executions.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The thread that tells handlers that their time is over. It asks no database, so a database that
 * hangs prolongs nobody's time. Thread-safe.
 */
final class Deadlines {
  private static final System.Logger LOG = System.getLogger(Deadlines.class.getName());

  /** A deadline that is later than this from now is found without being told of. */
  private static final long LONGEST_SLEEP = Duration.ofSeconds(1).toNanos();

  private static final Duration LAST_ROUND = Duration.ofSeconds(1);

  private final Runs runs;
  private final LongSupplier ticker;
  private final Runnable onTold;
  private final Signal signal = new Signal();
  private volatile long sleepsUntil;
  private volatile WatchedThread thread;

  /**
   * Makes one whose thread is not started.
   *
   * @param ticker monotonic nanoseconds
   * @param onTold told when a handler was told to stop
   */
  Deadlines(Runs runs, LongSupplier ticker, Runnable onTold) {
    this.runs = runs;
    this.ticker = ticker;
    this.onTold = onTold;
    this.sleepsUntil = ticker.getAsLong();
  }

  /**
   * Starts the thread.
   *
   * @param goesOn whether there is to be another round
   */
  void start(ThreadFactory threads, BooleanSupplier goesOn) {
    thread = new WatchedThread("the deadlines", threads, ticker, goesOn, this::round, () -> {});
    thread.start();
  }

  /** Starts the thread anew if it has ended. */
  void watch() {
    if (thread != null) {
      thread.watch();
    }
  }

  /** Returns for how long its rounds have thrown. */
  Duration failingFor() {
    return thread == null ? Duration.ZERO : thread.failingFor();
  }

  /** Waits for the thread's last round. */
  void awaitEnd() {
    signal.give();
    thread.join(LAST_ROUND);
  }

  /** Takes note of a handler that has just begun. */
  void began(Run run) {
    OptionalLong deadline = run.deadline();
    if (deadline.isPresent() && deadline.getAsLong() - sleepsUntil < 0) {
      signal.give();
      watch();
    }
  }

  /** Tells all handlers to stop whose time is over. */
  void tell() {
    long now = ticker.getAsLong();
    boolean told = false;
    for (Run run : runs.active()) {
      OptionalLong deadline = run.deadline();
      if (deadline.isPresent() && deadline.getAsLong() - now <= 0) {
        run.stop(Run.Stop.TIMEOUT, now);
        told = true;
      }
    }
    if (told) {
      onTold.run();
    }
  }

  /** Returns how many nanoseconds until the next deadline, {@code most} at most. */
  long untilNext(long most) {
    return Runs.untilFirst(runs.active().stream().map(Run::deadline), ticker.getAsLong(), most);
  }

  private void round() {
    // First as long as possible: a run that begins while the deadlines are read gives a signal.
    sleepsUntil = ticker.getAsLong() + LONGEST_SLEEP;
    tell();
    long sleep = untilNext(LONGEST_SLEEP);
    sleepsUntil = ticker.getAsLong() + sleep;
    try {
      signal.await(sleep);
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The deadlines were interrupted", e);
    }
  }
}
