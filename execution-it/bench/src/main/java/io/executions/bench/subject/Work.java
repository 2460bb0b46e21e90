package io.executions.bench.subject;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What a run does. All runs of this process are counted. Safe for use by several threads. */
public enum Work {
  /** Nothing. */
  NOTHING,
  /** Waits for 20 milliseconds. */
  WAIT_20_MS {
    @Override
    void work() throws InterruptedException {
      Thread.sleep(20);
    }
  },
  /** Waits for 200 milliseconds. */
  WAIT_200_MS {
    @Override
    void work() throws InterruptedException {
      Thread.sleep(200);
    }
  },
  /** Returns 200 bytes. */
  OUTPUT_200_B {
    @Override
    String output() {
      return SMALL;
    }
  },
  /** Returns 10 kB. */
  OUTPUT_10_KB {
    @Override
    String output() {
      return LARGE;
    }
  };

  private static final String SMALL = "x".repeat(198);
  private static final String LARGE = "x".repeat(9_998);

  private static final AtomicLong RUNS = new AtomicLong();
  private static volatile long lastStart;

  /** Returns it by the name that users write, such as {@code output-200-b}. */
  public static Work of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Returns the name that users write, which is also the type of the executions. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Does it.
   *
   * @return a text, or null for no output
   */
  public String run() throws InterruptedException {
    lastStart = System.nanoTime();
    work();
    RUNS.incrementAndGet();
    return output();
  }

  /** Returns how many runs have ended in this process. */
  static long runs() {
    return RUNS.get();
  }

  /** Returns when the last run started, in nanoseconds of {@link System#nanoTime()}. */
  static long lastStart() {
    return lastStart;
  }

  void work() throws InterruptedException {}

  String output() {
    return null;
  }
}
