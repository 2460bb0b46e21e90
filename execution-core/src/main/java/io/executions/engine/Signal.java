package io.executions.engine;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Wakes the engine's thread. Signals that come while one is waiting are one signal. */
final class Signal {
  private final BlockingQueue<Boolean> waiting = new ArrayBlockingQueue<>(1);

  void give() {
    waiting.offer(true);
  }

  /** Waits for a signal, so many nanoseconds at most. */
  void await(long nanos) throws InterruptedException {
    waiting.poll(nanos, TimeUnit.NANOSECONDS);
  }
}
