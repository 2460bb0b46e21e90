package io.executions.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which ended runs to settle next: as many as one transaction bears, by ascending id; but last
 * those that a transaction has left as they were, because somebody has locked them, say. Those
 * whose batch the database broke off twice are settled one by one, in turn with batches of the
 * others and with whatever else is to be done: one of them may be what the database cannot bear.
 */
final class Suspects {
  static final int MOST_SETTLED = 200;

  private final long mostBytes;
  private final Set<Run> apart = new LinkedHashSet<>();

  /** The one first that was left first. */
  private final Set<Run> left = new LinkedHashSet<>();

  private Set<Run> lastBrokenOff = Set.of();
  private boolean othersNext;
  private boolean more;

  /**
   * Makes one.
   *
   * @param mostBytes how much of outputs goes into one batch; but always one run
   */
  Suspects(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Returns the next runs to settle, of those that have ended; none where it is others' turn. */
  List<Run> next(List<Run> ended) {
    Set<Run> all = new HashSet<>(ended);
    apart.retainAll(all);
    left.retainAll(all);
    List<Run> others = others(ended);
    List<Run> next = apart.isEmpty() || othersNext ? batch(others) : suspect();
    othersNext = isSuspect(next) && !others.isEmpty();
    more = ended.stream().anyMatch(run -> !left.contains(run) && !next.contains(run));
    return next;
  }

  /** Returns whether runs that nobody has tried to settle yet were not among the last ones. */
  boolean more() {
    return more;
  }

  /** Returns whether that batch is one suspect alone. */
  boolean isSuspect(List<Run> batch) {
    return batch.size() == 1 && apart.contains(batch.get(0));
  }

  /** Takes note that the connection was lost, or the time was over, while it was settled. */
  void brokenOff(List<Run> batch) {
    if (isSuspect(batch)) {
      // The next one's turn, after all else that is to be done.
      apart.remove(batch.get(0));
      apart.add(batch.get(0));
      othersNext = true;
    }
    Set<Run> twice = new HashSet<>(batch);
    twice.retainAll(lastBrokenOff);
    apart.addAll(batch.stream().filter(twice::contains).toList());
    left.removeAll(apart);
    lastBrokenOff = Set.copyOf(batch);
  }

  /**
   * Takes note that the batch went through.
   *
   * @param settled those of it, and maybe others, that are over
   */
  void passed(List<Run> batch, Collection<Run> settled) {
    batch.forEach(apart::remove);
    batch.forEach(left::remove);
    left.addAll(batch);
    settled.forEach(left::remove);
    lastBrokenOff = Set.of();
  }

  private List<Run> suspect() {
    return List.of(apart.iterator().next());
  }

  private List<Run> others(List<Run> ended) {
    List<Run> others = new ArrayList<>(ended);
    others.removeAll(left);
    others.addAll(left);
    others.removeAll(apart);
    return others;
  }

  private List<Run> batch(List<Run> ended) {
    List<Run> batch = new ArrayList<>();
    long bytes = 0;
    for (Run run : ended) {
      bytes += run.outcome().bytes();
      if (batch.size() == MOST_SETTLED || !batch.isEmpty() && bytes > mostBytes) {
        break;
      }
      batch.add(run);
    }
    return batch;
  }
}
