package io.executions.bench.subject;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What a run does. All runs of this process are counted. Safe for use by several threads. */
public enum Work {
  /** Nothing. */
  NOTHING,
  /** Tells when it starts. */
  MARKED {
    @Override
    void begin() {
      Marks.started(System.nanoTime());
    }
  },
  /** Waits for 20 milliseconds. */
  WAIT_20_MS(20),
  /** Waits for 200 milliseconds. */
  WAIT_200_MS(200),
  /** Waits for ten minutes. */
  WAIT_10_MIN(600_000),
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

  private final long millis;

  Work() {
    this(0);
  }

  Work(long millis) {
    this.millis = millis;
  }

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
    begin();
    if (waits()) {
      Thread.sleep(millis);
    }
    RUNS.incrementAndGet();
    return output();
  }

  /** Returns how many runs have ended in this process. */
  static long runs() {
    return RUNS.get();
  }

  /** Returns whether it takes its time. */
  public boolean waits() {
    return millis > 0;
  }

  /** Returns how long it waits. */
  public double seconds() {
    return millis / 1e3;
  }

  void begin() {}

  String output() {
    return null;
  }
}
