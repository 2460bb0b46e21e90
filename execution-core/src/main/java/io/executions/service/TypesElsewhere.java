package io.executions.service;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The types that other nodes handle, or did within a day. A type that is found is remembered for a
 * minute, so that many creations ask rarely. One that is not found is asked for each time, since a
 * node may bring it at any moment. Thread-safe.
 */
final class TypesElsewhere {
  private static final Duration HOLDS = Duration.ofMinutes(1);

  private final UnaryOperator<Set<String>> ask;
  private final LongSupplier ticker;
  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  /**
   * Makes one.
   *
   * @param ask finds in the database which of the types are handled
   * @param ticker monotonic nanoseconds
   */
  TypesElsewhere(UnaryOperator<Set<String>> ask, LongSupplier ticker) {
    this.ask = ask;
    this.ticker = ticker;
  }

  /** Returns those of the types that are handled. */
  Set<String> among(Collection<String> types) {
    long now = ticker.getAsLong();
    seen.values().removeIf(at -> now - at > HOLDS.toNanos());
    Set<String> unseen = new LinkedHashSet<>(types);
    unseen.removeAll(seen.keySet());
    if (!unseen.isEmpty()) {
      ask.apply(unseen).forEach(type -> seen.put(type, now));
    }
    Set<String> handled = new HashSet<>(types);
    handled.retainAll(seen.keySet());
    return handled;
  }
}
