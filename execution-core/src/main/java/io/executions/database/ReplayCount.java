package io.executions.database;

import java.util.concurrent.atomic.AtomicLong;

/** How often this node ran a transaction again because the database had rolled it back. */
public final class ReplayCount {
  private final AtomicLong count = new AtomicLong();

  /** Counts one more. */
  public void add() {
    count.incrementAndGet();
  }

  public long get() {
    return count.get();
  }
}
