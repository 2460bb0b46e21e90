package io.executions.bench.subject;

import java.util.concurrent.TimeUnit;

/** The runs of {@link Work#MARKED} in this process. Safe for use by several threads. */
final class Marks {
  private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private static long count;
  private static long last;

  private Marks() {}

  static synchronized void started(long nanos) {
    count++;
    last = nanos;
    Marks.class.notifyAll();
  }

  static synchronized long count() {
    return count;
  }

  /** Returns when the run of that number started, if none has followed it. */
  static synchronized long await(long number) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (count < number) {
      long left = end - System.currentTimeMillis();
      if (left <= 0) {
        throw new IllegalStateException("It was never picked up");
      }
      Marks.class.wait(left);
    }
    return last;
  }
}
