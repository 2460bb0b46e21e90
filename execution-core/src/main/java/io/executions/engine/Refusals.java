package io.executions.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often the database has refused what was to be recorded of an execution, while it took
 * something else instead. Only when it did so some times over is it the execution's fault: what was
 * refused once may have been cut short by whatever else went on.
 */
final class Refusals {
  private static final int ENOUGH = 3;
  private static final int MOST_REMEMBERED = 1000;

  private final Map<Long, Integer> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** Takes note of one more refusal. */
  void note(long execution) {
    counts.merge(execution, 1, Integer::sum);
  }

  /** Returns whether one more refusal is enough. */
  boolean nearlyEnough(long execution) {
    return counts.getOrDefault(execution, 0) >= ENOUGH - 1;
  }

  void forget(long execution) {
    counts.remove(execution);
  }
}
