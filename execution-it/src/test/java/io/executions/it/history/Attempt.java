package io.executions.it.history;

import io.executions.it.history.HistoryEntry.Event;
import java.util.EnumMap;
import java.util.Map;

/** One attempt as a history shows it, and what is known of the node that ran it. */
final class Attempt {
  /** Which attempt of which execution. */
  record Key(long id, int number) {}

  private final Key key;
  private final String node;
  private final Map<Event, Long> times = new EnumMap<>(Event.class);
  private Absence absence;

  Attempt(Key key, String node) {
    this.key = key;
    this.node = node;
  }

  /** Notes an event; returns false if it was noted before. */
  boolean note(Event event, long nanos) {
    return times.putIfAbsent(event, nanos) == null;
  }

  /** Takes in the first absence that the attempt did not live to see the end of. */
  void suffer(NodeHistory history) {
    absence =
        history.absences().stream()
            .filter(each -> from() < each.to() && !endedBefore(each))
            .findFirst()
            .orElse(null);
  }

  private boolean endedBefore(Absence each) {
    return ended() && end() < each.from();
  }

  Key key() {
    return key;
  }

  String node() {
    return node;
  }

  Absence absence() {
    return absence;
  }

  boolean started() {
    return times.containsKey(Event.START);
  }

  long from() {
    return times.get(Event.START);
  }

  /** Returns whether it wrote down an end. */
  boolean ended() {
    return times.containsKey(Event.END);
  }

  long end() {
    return times.get(Event.END);
  }

  /** Returns whether its process ended before it did. */
  boolean cutShort() {
    return absence != null && absence.kind().ends();
  }

  /** Returns until when it counts as running: what a silent node runs, until others may take it. */
  long until(long leaseNanos) {
    long own = ended() ? end() : Long.MAX_VALUE;
    if (absence == null) {
      return own;
    }
    long lost = absence.kind().ends() ? absence.from() : absence.from() + leaseNanos;
    return Math.max(from(), Math.min(own, lost));
  }

  @Override
  public String toString() {
    return "%s of execution %d on %s".formatted("attempt " + key.number(), key.id(), node);
  }
}
