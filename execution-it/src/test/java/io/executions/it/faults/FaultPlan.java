package io.executions.it.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What to break, in which order, made from a seed: a round breaks everything at least once. */
final class FaultPlan {
  private static final int LONGEST_PAUSE_MILLIS = 2500;

  private final Random random;

  /**
   * One fault.
   *
   * @param victim picks a node or a database server, modulo how many there are
   * @param extent how long it lasts or how far it goes, from 0 to 1
   * @param pauseMillis how long to wait before it
   */
  record Step(FaultKind kind, int victim, double extent, int pauseMillis) {
    long millis(double least, double most) {
      return Math.round(least + extent * (most - least));
    }
  }

  FaultPlan(Random random) {
    this.random = random;
  }

  /** Returns the next round. */
  List<Step> round() {
    List<FaultKind> kinds = new ArrayList<>(List.of(FaultKind.values()));
    kinds.addAll(List.of(FaultKind.KILL, FaultKind.LOST_COMMITS, FaultKind.BLACK_HOLE));
    Collections.shuffle(kinds, random);
    return kinds.stream()
        .map(
            kind ->
                new Step(
                    kind,
                    random.nextInt(Integer.MAX_VALUE),
                    random.nextDouble(),
                    random.nextInt(LONGEST_PAUSE_MILLIS)))
        .toList();
  }
}
