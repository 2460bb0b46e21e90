package io.executions.bench.subject;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Creations at an even pace, in the background. */
final class Load {
  private static final Logger LOG = Logger.getLogger(Load.class.getName());

  private final Subject subject;
  private volatile boolean going = true;
  private volatile Exception failure;
  private Thread thread;

  private Load(Subject subject) {
    this.subject = subject;
  }

  static Load start(Subject subject, ThreadFactory threads, int aSecond) {
    Load load = new Load(subject);
    load.thread = threads.newThread(() -> load.create(TimeUnit.SECONDS.toNanos(1) / aSecond));
    load.thread.start();
    return load;
  }

  /** Ends it and fails if it has failed. */
  void stop() throws Exception {
    going = false;
    thread.join();
    if (failure != null) {
      throw failure;
    }
  }

  private void create(long pause) {
    long next = System.nanoTime();
    try {
      while (going) {
        subject.create(Work.NOTHING);
        next = Math.max(next + pause, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
        LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (Exception e) {
      LOG.log(Level.SEVERE, "Creates no more", e);
      failure = e;
    }
  }
}
