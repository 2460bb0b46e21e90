package io.executions.engine;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The executions that the current statement of a transaction is about, so that it is known at which
 * of them the database breaks off. Belongs to one transaction.
 */
final class AtHand {
  private final Map<Step, Set<Long>> all = new EnumMap<>(Step.class);
  private final Set<Long> left = new HashSet<>();
  private Map<Step, Set<Long>> now = all;

  /** Says that the next statement is about those. */
  void take(Step step, Collection<Long> ids) {
    now = new EnumMap<>(Step.class);
    takeToo(step, ids);
  }

  /** Says that it is about those, too. */
  void takeToo(Step step, Collection<Long> ids) {
    all.computeIfAbsent(step, none -> new HashSet<>()).addAll(ids);
    now.put(step, Set.copyOf(ids));
  }

  /** Says that the next statement is about those that were taken before. */
  void takeAgain(Collection<Long> ids) {
    now = new EnumMap<>(Step.class);
    Set<Long> again = new HashSet<>(ids);
    all.forEach(
        (step, taken) -> {
          Set<Long> some = new HashSet<>(taken);
          some.retainAll(again);
          now.put(step, some);
        });
  }

  /** Says that the next statement is about none of them; or, as the commit, about all. */
  void putDown() {
    now = all;
  }

  /** Takes note that there was no room to try these executions of a group. */
  void leave(Collection<Long> ids) {
    left.addAll(ids);
  }

  Set<Long> left() {
    return left;
  }

  /** Returns those of {@link #ids()} with which that step was done. */
  Set<Long> of(Step step) {
    return now.getOrDefault(step, Set.of());
  }

  /**
   * Returns the executions at which the database may have broken off: all of them where no
   * statement was about some.
   */
  Map<Step, Set<Long>> ids() {
    return now;
  }
}
