package io.executions.engine;

import io.executions.store.Move;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells the application which executions have ended. The first event goes out at once, and the next
 * one carries all that ended meanwhile. This has a thread of its own: servers take up to a
 * millisecond to pass an event on, which is half of what a cycle of the engine takes. Thread-safe.
 */
final class EndedEvents {
  private static final System.Logger LOG = System.getLogger(EndedEvents.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration MOST_WAIT = Duration.ofSeconds(1);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);

  private final Consumer<List<Long>> fire;
  private final Signal signal = new Signal();
  private List<Long> ended = new ArrayList<>();
  private volatile WatchedThread thread;

  /**
   * Makes one.
   *
   * @param fire passes an event on
   */
  EndedEvents(Consumer<List<Long>> fire) {
    this.fire = fire;
  }

  synchronized void start(ThreadFactory threads, LongSupplier ticker) {
    if (thread == null) {
      WatchedThread[] mine = new WatchedThread[1];
      mine[0] =
          new WatchedThread(
              "the events of ends",
              threads,
              ticker,
              () -> thread == mine[0],
              this::round,
              this::fireAll);
      thread = mine[0];
      try {
        thread.start();
      } catch (RuntimeException | Error e) {
        thread = null;
        throw e;
      }
    }
  }

  /** Has it told which of these moves are ends. */
  void add(Collection<Move> moves) {
    List<Long> ids = moves.stream().filter(Move::isEnd).map(Move::id).toList();
    if (ids.isEmpty()) {
      return;
    }
    synchronized (this) {
      ended.addAll(ids);
    }
    signal.give();
    WatchedThread now = thread;
    if (now != null) {
      now.watch();
    }
  }

  /** Tells what is not told yet, and ends. */
  void close() {
    WatchedThread last;
    synchronized (this) {
      last = thread;
      thread = null;
    }
    if (last != null) {
      signal.give();
      last.join(LAST_ROUND);
    }
  }

  private void round() {
    try {
      signal.await(MOST_WAIT.toNanos());
      if (fireAll()) {
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The thread of events was interrupted", e);
    }
  }

  private boolean fireAll() {
    List<Long> all;
    synchronized (this) {
      all = ended;
      ended = new ArrayList<>();
    }
    if (!all.isEmpty()) {
      fire.accept(all);
    }
    return !all.isEmpty();
  }
}
