package io.executions.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which executions a transaction is about: either one group of {@link Suspects}, or all others. */
final class Scope {
  private final Suspects.Group group;
  private final Map<Step, Set<Long>> passedOver;

  private Scope(Suspects.Group group, Map<Step, Set<Long>> passedOver) {
    this.group = group;
    this.passedOver = passedOver;
  }

  static Scope isolated(Suspects.Group group) {
    return new Scope(group, Map.of());
  }

  static Scope allBut(Map<Step, Set<Long>> passedOver) {
    return new Scope(null, passedOver);
  }

  boolean isIsolated() {
    return group != null;
  }

  /** Returns which are isolated; null where none are. */
  Suspects.Group group() {
    return group;
  }

  boolean has(Step step) {
    return group == null || group.step() == step;
  }

  /** Returns those of the executions that this step may touch. */
  List<Long> of(Step step, Collection<Long> ids) {
    return ids.stream().filter(id -> has(step, id)).toList();
  }

  boolean has(Step step, long id) {
    return group == null
        ? !passedOver(step).contains(id)
        : group.step() == step && group.ids().contains(id);
  }

  Set<Long> passedOver(Step step) {
    return passedOver.getOrDefault(step, Set.of());
  }
}
