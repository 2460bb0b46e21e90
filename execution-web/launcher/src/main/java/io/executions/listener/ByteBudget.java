package io.executions.listener;

import java.util.concurrent.atomic.AtomicLong;

/** Counts bytes that are held in memory for clients. Safe for use by several threads. */
final class ByteBudget {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  ByteBudget(long most) {
    this.most = most;
  }

  /** Takes so many, if there are as many left. */
  boolean tryTake(long bytes) {
    if (held.addAndGet(bytes) <= most) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void add(long bytes) {
    held.addAndGet(bytes);
  }

  void remove(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Returns how many are held above what may be; none if it is negative. */
  long excess() {
    return held.get() - most;
  }
}
