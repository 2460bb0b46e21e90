package io.executions.handlers.command;

/** Waits that grow from 1 ms to 25 ms, and keep an interrupt for later. Not thread-safe. */
final class Pause {
  private static final long LONGEST_MILLIS = 25;

  private long millis = 1;
  private boolean interrupted;

  /** Returns how long the next wait is. */
  long nextMillis() {
    long next = millis;
    millis = Math.min(LONGEST_MILLIS, millis * 2);
    return next;
  }

  /** Begins with short waits again. */
  void reset() {
    millis = 1;
  }

  void take() {
    try {
      Thread.sleep(nextMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
  }

  void restoreInterrupt() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
