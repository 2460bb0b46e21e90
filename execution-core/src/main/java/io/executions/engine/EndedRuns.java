package io.executions.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which ended runs to settle next: as many as one transaction bears, by ascending id. Those that a
 * transaction could not settle, since somebody had locked them, come last.
 */
final class EndedRuns {
  static final int MOST = 200;

  private final long mostBytes;

  /** The runs that a transaction left, in that order. */
  private final Set<Run> left = new LinkedHashSet<>();

  private boolean more;

  /**
   * Makes one.
   *
   * @param mostBytes how much of outputs goes into one batch; but always one run
   */
  EndedRuns(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Returns the next runs to settle, of those that have ended. */
  List<Run> next(List<Run> ended) {
    left.retainAll(new HashSet<>(ended));
    List<Run> order = new ArrayList<>(ended);
    order.removeAll(left);
    order.addAll(left);
    List<Run> next = batch(order);
    more = ended.stream().anyMatch(run -> !left.contains(run) && !next.contains(run));
    return next;
  }

  /**
   * Returns whether runs are left, besides the last ones, that no transaction has tried to settle.
   */
  boolean more() {
    return more;
  }

  /**
   * Takes note that the batch went through.
   *
   * @param settled those of it, and maybe others, that are over
   */
  void passed(List<Run> batch, Collection<Run> settled) {
    batch.forEach(left::remove);
    left.addAll(batch);
    settled.forEach(left::remove);
  }

  private List<Run> batch(List<Run> ended) {
    List<Run> batch = new ArrayList<>();
    long bytes = 0;
    for (Run run : ended) {
      bytes += run.outcome().bytes();
      if (batch.size() == MOST || !batch.isEmpty() && bytes > mostBytes) {
        break;
      }
      batch.add(run);
    }
    return batch;
  }
}
