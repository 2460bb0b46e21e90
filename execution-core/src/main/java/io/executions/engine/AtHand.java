package io.executions.engine;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * On which executions a transaction is at work, so that it is known at which of them the database
 * breaks off. Belongs to one transaction.
 */
final class AtHand {
  private final Map<Move, Set<Long>> all = new EnumMap<>(Move.class);
  private final Set<Long> left = new HashSet<>();
  private Map<Move, Set<Long>> now = all;

  /** Says that the next statement is about those. */
  void take(Move move, Collection<Long> ids) {
    all.computeIfAbsent(move, none -> new HashSet<>()).addAll(ids);
    now = new EnumMap<>(Map.of(move, Set.copyOf(ids)));
  }

  /** Says that the next statement is about those that were taken before. */
  void takeAgain(Collection<Long> ids) {
    now = new EnumMap<>(Move.class);
    all.forEach(
        (move, taken) -> {
          Set<Long> some = new HashSet<>(taken);
          some.retainAll(ids);
          now.put(move, some);
        });
  }

  /** Says that the next statement is about none of them; or, as the commit, about all. */
  void putDown() {
    now = all;
  }

  /** Says that there was no room to try those of a group. */
  void leave(Collection<Long> ids) {
    left.addAll(ids);
  }

  Set<Long> left() {
    return left;
  }

  /** Returns with which of {@link #ids()} that was done. */
  Set<Long> of(Move move) {
    return now.getOrDefault(move, Set.of());
  }

  /** Returns at which it may be that the database breaks off now: with nothing in hand, all. */
  Map<Move, Set<Long>> ids() {
    return now;
  }
}
