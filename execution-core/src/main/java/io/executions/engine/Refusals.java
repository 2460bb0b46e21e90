package io.executions.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * How often the database has refused what was to be recorded of an execution, while it took
 * something else in its place. Only after several refusals over some seconds is it the execution's
 * fault: a single one may have had any other reason.
 */
final class Refusals {
  private static final System.Logger LOG = System.getLogger(Refusals.class.getName());

  private static final int ENOUGH = 3;
  private static final long LONG_ENOUGH = Duration.ofSeconds(5).toNanos();

  /** How long the engine leaves an execution alone that was refused. */
  static final long PAUSE = LONG_ENOUGH / (ENOUGH - 1);

  private static final int MOST_REMEMBERED = 5000;
  private static final long LONG_AGO = Duration.ofMinutes(10).toNanos();

  private record Count(int times, long first, long last) {}

  private final LongSupplier ticker;
  private final Map<Long, Count> counts = new HashMap<>();

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  Refusals(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** Takes note of what a transaction has moved, and of what was refused, and tells of that. */
  void passed(Moved result) {
    result.settled().forEach(run -> forget(run.id()));
    result.settlements().forEach(settlement -> forget(settlement.row().id()));
    result.claimed().forEach(claimed -> forget(claimed.id()));
    for (long failed : result.damaged().failed()) {
      forget(failed);
      LOG.log(
          Level.WARNING,
          "Execution {0} has failed: the database takes nothing else of it",
          Long.toString(failed));
    }
    for (DamagedRows.Noted noted : result.damaged().noted()) {
      // Told once: it may be refused a hundred times a second.
      Level level = note(noted.execution()) ? Level.WARNING : Level.DEBUG;
      LOG.log(level, "Execution {0}: {1}", Long.toString(noted.execution()), noted.why());
    }
  }

  /** Takes note of one more refusal, and returns whether it was the first. */
  boolean note(long execution) {
    long now = ticker.getAsLong();
    Count count = counts.get(execution);
    if (count != null) {
      counts.put(execution, new Count(count.times() + 1, count.first(), now));
      return false;
    }
    if (counts.size() >= MOST_REMEMBERED) {
      counts.values().removeIf(old -> now - old.last() >= LONG_AGO);
    }
    // If there are too many, those that are known already come first.
    if (counts.size() < MOST_REMEMBERED) {
      counts.put(execution, new Count(1, now, now));
    }
    return true;
  }

  /** Returns whether one more refusal, now, is enough. */
  boolean nearlyEnough(long execution) {
    Count count = counts.get(execution);
    return count != null
        && count.times() >= ENOUGH - 1
        && ticker.getAsLong() - count.first() >= LONG_ENOUGH;
  }

  /** Returns those that are left alone now, so that those behind them have their turn. */
  Set<Long> resting() {
    long now = ticker.getAsLong();
    return counts.entrySet().stream()
        .filter(entry -> now - entry.getValue().last() < PAUSE)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  void forget(long execution) {
    counts.remove(execution);
  }
}
