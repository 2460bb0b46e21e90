package io.executions.it.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

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
    @Override
    public String toString() {
      return "%s of %d (%.2f)".formatted(kind, victim, extent);
    }

    long millis(double least, double most) {
      return Math.round(least + extent * (most - least));
    }
  }

  FaultPlan(Random random) {
    this.random = random;
  }

  /** Returns what is to be broken: everything, or what {@code -Dfault.kinds} lists. */
  static Set<FaultKind> kinds() {
    String listed = System.getProperty("fault.kinds");
    return listed == null
        ? EnumSet.allOf(FaultKind.class)
        : Arrays.stream(listed.split(","))
            .map(FaultKind::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultKind.class)));
  }

  /** Returns the next round. */
  List<Step> round() {
    List<FaultKind> kinds = new ArrayList<>(List.of(FaultKind.values()));
    kinds.addAll(List.of(FaultKind.KILL, FaultKind.LOST_COMMITS, FaultKind.BLACK_HOLE));
    kinds.retainAll(kinds());
    Collections.shuffle(kinds, random);
    return kinds.stream()
        .map(
            kind ->
                new Step(
                    kind,
                    random.nextInt(60),
                    random.nextDouble(),
                    random.nextInt(LONGEST_PAUSE_MILLIS)))
        .toList();
  }
}
