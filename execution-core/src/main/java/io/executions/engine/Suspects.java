package io.executions.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which ended runs to settle next: as many as one transaction bears, by ascending id. Those whose
 * batch was cut from the database twice are settled one by one, in turn with batches of the others:
 * one of them may be what the database dies of.
 */
final class Suspects {
  static final int MOST_SETTLED = 200;

  private final Set<Run> apart = new LinkedHashSet<>();
  private Set<Run> lastCut = Set.of();
  private boolean othersNext;

  /** Returns the next runs to settle, of those that have ended. */
  List<Run> next(List<Run> ended) {
    apart.retainAll(ended);
    List<Run> others = ended.stream().filter(run -> !apart.contains(run)).toList();
    if (apart.isEmpty() || othersNext && !others.isEmpty()) {
      othersNext = false;
      return batch(others);
    }
    othersNext = true;
    return List.of(apart.iterator().next());
  }

  /** Returns whether that batch is one suspect alone. */
  boolean isSuspect(List<Run> batch) {
    return batch.size() == 1 && apart.contains(batch.get(0));
  }

  /** Takes note that the connection was lost while that batch was settled. */
  void cut(List<Run> batch) {
    Set<Run> twice = new HashSet<>(batch);
    twice.retainAll(lastCut);
    batch.stream().filter(twice::contains).forEach(apart::add);
    lastCut = Set.copyOf(batch);
    if (isSuspect(batch)) {
      // The next one's turn.
      apart.remove(batch.get(0));
      apart.add(batch.get(0));
    }
  }

  /** Takes note that the batch went through. */
  void passed(List<Run> batch) {
    batch.forEach(apart::remove);
    lastCut = Set.of();
  }

  private static List<Run> batch(List<Run> ended) {
    List<Run> batch = new ArrayList<>();
    long bytes = 0;
    for (Run run : ended) {
      bytes += run.outcome().bytes();
      if (batch.size() == MOST_SETTLED || !batch.isEmpty() && bytes > Memory.MOST_AT_ONCE) {
        break;
      }
      batch.add(run);
    }
    return batch;
  }
}
