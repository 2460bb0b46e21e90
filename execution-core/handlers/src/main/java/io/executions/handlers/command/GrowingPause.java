package io.executions.handlers.command;

/** Waits that grow from 1 ms to 25 ms, and keep an interrupt for later. Not thread-safe. */
final class GrowingPause {
  private static final long LONGEST_MILLIS = 25;

  private long millis = 1;
  private boolean interrupted;

  void take() {
    long next = millis;
    millis = Math.min(LONGEST_MILLIS, millis * 2);
    try {
      Thread.sleep(next);
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
