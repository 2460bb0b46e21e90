package io.executions.bench;

import java.io.IOException;
import java.util.List;

/**
 * Trials of the same until two that follow each other agree, and for so long at least; where
 * processes are watched, also until their just-in-time compilers have little left to do. On two
 * processors a compiler takes a good part of what the measured work would have.
 */
final class WarmUp {
  private static final int MOST_TRIALS = 20;

  /** How much of one processor the compilers of all processes may still take. */
  private static final double COMPILING = 0.05;

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
    return rate(seconds, List.of(), trial);
  }

  /**
   * Returns the last rate.
   *
   * @param watched processes in which it is done
   */
  static double rate(double seconds, List<Node> watched, Trial trial)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    double last = 0;
    boolean warm = false;
    for (int i = 0; i < MOST_TRIALS && !warm; i++) {
      long begin = System.nanoTime();
      long compiled = compilerMillis(watched);
      double next = trial.rate(last);
      double compiling = (compilerMillis(watched) - compiled) * 1e6 / (System.nanoTime() - begin);
      warm = System.nanoTime() > end && Statistics.agree(last, next) && compiling <= COMPILING;
      last = next;
    }
    return last;
  }

  private static long compilerMillis(List<Node> nodes) throws IOException {
    long millis = 0;
    for (Node node : nodes) {
      millis += ProcessorTime.compilerMillis(node.pid());
    }
    return millis;
  }

  static double windowSeconds(Plan plan) {
    return Math.min(WINDOW_SECONDS, plan.warmUpSeconds());
  }
}
