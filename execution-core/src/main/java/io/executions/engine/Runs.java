package io.executions.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attempts that this node runs, or whose end it has still to record. A run is forgotten only
 * when its end has been committed, so that nothing is lost while the database is away.
 */
final class Runs {
  private final Map<Long, Run> byId = new ConcurrentHashMap<>();

  void add(Run run) {
    byId.put(run.id(), run);
  }

  Run find(long id) {
    return byId.get(id);
  }

  boolean has(long id, int attempt) {
    Run run = byId.get(id);
    return run != null && run.attempt() == attempt;
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  Collection<Run> all() {
    return byId.values();
  }

  /** Returns their ids, for the log. */
  String ids() {
    return byId.keySet().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** Returns those whose handlers have not returned. */
  List<Run> active() {
    return byId.values().stream().filter(run -> run.outcome() == null).toList();
  }

  /** Returns those that have ended and whose end is still to be recorded, by ascending id. */
  List<Run> ended() {
    return byId.values().stream()
        .filter(run -> run.outcome() != null)
        .sorted(Comparator.comparingLong(Run::id))
        .toList();
  }

  void forget(Collection<Run> runs) {
    runs.forEach(run -> byId.remove(run.id(), run));
  }

  /** Returns how many nanoseconds until the first of these times, {@code most} at most. */
  static long untilFirst(Stream<OptionalLong> times, long now, long most) {
    return times
        .filter(OptionalLong::isPresent)
        .mapToLong(time -> time.getAsLong() - now)
        .reduce(most, Math::min);
  }

  void stopAll(Run.Stop reason, long now) {
    active().forEach(run -> run.stop(reason, now));
  }
}
