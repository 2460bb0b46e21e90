package io.executions.bench;

import java.io.IOException;

/** Trials of the same until two that follow each other agree, and for so long at least. */
final class WarmUp {
  private static final int MOST_TRIALS = 14;

  /** How long one lasts at most. */
  private static final double WINDOW_SECONDS = 3;

  private WarmUp() {}

  /** Something whose rate is measured once. */
  interface Trial {
    /**
     * Returns the rate.
     *
     * @param last that of the trial before; zero at first
     */
    double rate(double last) throws IOException, InterruptedException;
  }

  /** Returns the last rate. */
  static double rate(double seconds, Trial trial) throws IOException, InterruptedException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    double last = 0;
    boolean warm = false;
    for (int i = 0; i < MOST_TRIALS && !warm; i++) {
      double next = trial.rate(last);
      warm = System.nanoTime() > end && Statistics.agree(last, next);
      last = next;
    }
    return last;
  }

  static double windowSeconds(Plan plan) {
    return Math.min(WINDOW_SECONDS, plan.warmUpSeconds());
  }
}
