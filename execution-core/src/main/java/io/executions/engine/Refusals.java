package io.executions.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often the database has refused what was to be recorded of an execution, while it took
 * something else instead. Only when it did so some times over, and for some seconds, is it the
 * execution's fault: what was refused for a moment may have been cut short by whatever else went
 * on.
 */
final class Refusals {
  private static final int ENOUGH = 3;
  private static final long LONG_ENOUGH = Duration.ofSeconds(5).toNanos();
  private static final int MOST_REMEMBERED = 1000;

  private record Count(int times, long since) {}

  private final LongSupplier ticker;
  private final Map<Long, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Count> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  Refusals(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** Takes note of one more refusal, and returns whether it was the first. */
  boolean note(long execution) {
    Count count = counts.get(execution);
    long since = count == null ? ticker.getAsLong() : count.since();
    counts.put(execution, new Count(count == null ? 1 : count.times() + 1, since));
    return count == null;
  }

  /** Returns whether one more refusal, now, is enough. */
  boolean nearlyEnough(long execution) {
    Count count = counts.get(execution);
    return count != null
        && count.times() >= ENOUGH - 1
        && ticker.getAsLong() - count.since() >= LONG_ENOUGH;
  }

  void forget(long execution) {
    counts.remove(execution);
  }
}
