package io.executions.it.history;

import io.executions.it.history.HistoryEntry.Event;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the handlers of one node wrote down.
 *
 * @param absences when the node was away, ascending
 * @param stalls when it stood still or waited in vain, whether it was declared dead for that or
 *     not: what it had claimed before may have started after
 */
public record NodeHistory(
    String node, List<HistoryEntry> entries, List<Absence> absences, List<Absence> stalls) {
  private static final long MOMENT_NANOS = 1_000_000_000L;

  /** A history without stalls. */
  public NodeHistory(String node, List<HistoryEntry> entries, List<Absence> absences) {
    this(node, entries, absences, List.of());
  }

  /**
   * Returns whether the process stood still from when an attempt's time was over until the attempt
   * ended, but for the moment that an interrupt may take on a busy host.
   */
  public boolean frozeBeyond(long id, int attempt, Duration timeout) {
    Map<Event, Long> times = new EnumMap<>(Event.class);
    for (HistoryEntry entry : entries) {
      if (entry.id() == id && entry.attempt() == attempt) {
        times.put(entry.event(), entry.nanos());
      }
    }
    if (!times.containsKey(Event.START) || !times.containsKey(Event.END)) {
      return false;
    }
    long over = times.get(Event.START) + timeout.toNanos();
    return stalls.stream()
        .filter(stall -> stall.kind() == Absence.Kind.FROZEN)
        .anyMatch(
            stall ->
                stall.from() < over + MOMENT_NANOS
                    && stall.to() > times.get(Event.END) - MOMENT_NANOS);
  }
}
