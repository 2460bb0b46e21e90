package io.executions.it.history;

import java.util.List;
import java.util.SortedMap;

/**
 * What came out of judging a history.
 *
 * @param breaches each broken rule in words; empty if all held
 * @param runs how many attempts were started
 * @param interrupted how many of them did not end by themselves
 * @param mostByLimit the most that ran when one started, by the limit that was in force
 */
public record Judgement(
    List<String> breaches, int runs, int interrupted, SortedMap<Integer, Integer> mostByLimit) {
  /** Returns the most that ran at one time. */
  public int mostRunning() {
    return mostByLimit.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
