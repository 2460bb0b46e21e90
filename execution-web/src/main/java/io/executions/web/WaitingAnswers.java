package io.executions.web;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The answers that are on their way to clients who waited. Thread-safe. */
final class WaitingAnswers {
  private static final System.Logger LOG = System.getLogger(WaitingAnswers.class.getName());

  private final WaitingThreads threads;
  private int underWay;

  WaitingAnswers(WaitingThreads threads) {
    this.threads = threads;
  }

  /** Sends what is known of the execution; the client waits no longer. */
  void sendLatest(Waiter waiter) {
    send(() -> waiter.answer(waiter.latest()).run(), () -> {});
  }

  /**
   * Sends an answer on a thread of its own, or here if there is none, and then does what comes
   * afterwards. Once the threads have been ended, nobody gets it any more.
   */
  void send(Runnable sending, Runnable afterwards) {
    count(1);
    try {
      threads.send(() -> sendNow(sending, afterwards));
    } catch (RejectedExecutionException e) {
      sendNow(() -> {}, afterwards);
    } catch (RuntimeException | Error e) {
      // Before anything else, which may fail too.
      sendNow(sending, afterwards);
      LOG.log(System.Logger.Level.WARNING, "No thread for an answer: {0}", e.toString());
    }
  }

  private void sendNow(Runnable sending, Runnable afterwards) {
    try {
      sending.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "Could not answer: {0}", e.toString());
    } finally {
      count(-1);
      afterwards.run();
    }
  }

  /** Returns whether all have arrived until then, by {@link System#nanoTime()}. */
  synchronized boolean arriveBefore(long end) throws InterruptedException {
    while (underWay > 0 && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
    return underWay == 0;
  }

  private synchronized void count(int more) {
    underWay += more;
    notifyAll();
  }
}
