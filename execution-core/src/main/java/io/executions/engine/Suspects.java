package io.executions.engine;

import io.executions.database.Sql;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Executions at which the database has broken off twice, although it answered a look in between:
 * one of them may be what it cannot bear. They are isolated in groups, and each group has
 * transactions of its own, in turn with those of all others. A group at which the database breaks
 * off again is taken in parts. An execution at which it breaks off when nothing else is tried is
 * the culprit. It rests, longer each time, so that what is behind it goes on.
 */
final class Suspects {
  /**
   * Into how many parts a group is divided. A part that breaks off may hold the gate for half a
   * lease, and one that passes holds it for a moment; so more and smaller parts are better than
   * halves.
   */
  private static final int PARTS = 10;

  /** With more culprits than this, the executions are not the reason. */
  private static final int MOST_CULPRITS = 1000;

  private static final long LONGEST_PAUSE = Duration.ofMinutes(5).toNanos();
  private static final int MOST_DOUBLINGS = 10;

  /** Some executions with which the same is tried, in one transaction. */
  static final class Group {
    private final Step step;
    private final Set<Long> ids;
    private int brokenOff;
    private boolean told;
    private long notBefore;

    private Group(Step step, Collection<Long> ids, long notBefore) {
      this.step = step;
      this.ids = new TreeSet<>(ids);
      this.notBefore = notBefore;
    }

    Step step() {
      return step;
    }

    Set<Long> ids() {
      return ids;
    }

    /** Returns whether this is the first time that somebody asks. */
    boolean isNew() {
      boolean isNew = !told;
      told = true;
      return isNew;
    }

    /** Returns which these are, for the log. */
    @Override
    public String toString() {
      String many = ids.size() == 1 ? "Execution " : "Executions ";
      return ids.stream().map(Object::toString).collect(Collectors.joining(", ", many, ""));
    }

    private boolean isCulprit() {
      return brokenOff > 0;
    }
  }

  private final LongSupplier ticker;

  /** The group whose last try is longest ago comes first. */
  private final Deque<Group> groups = new ArrayDeque<>();

  private final Map<Step, Set<Long>> lastBrokenOff = new EnumMap<>(Step.class);
  private boolean othersNext;

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  Suspects(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** Returns whether the next transaction is to be a group's. */
  boolean isNext() {
    return !othersNext && ready().isPresent();
  }

  /**
   * Returns the group whose transaction comes now; none where that of all others does.
   *
   * @param possible whether one can be tried now
   */
  Optional<Group> next(boolean possible) {
    Optional<Group> next = othersNext || !possible ? Optional.empty() : ready();
    othersNext = next.isPresent();
    next.ifPresent(this::putLast);
    return next;
  }

  /** Returns whether there is more to be tried at once: a group, or the others after one. */
  boolean more() {
    return othersNext || ready().isPresent();
  }

  /** Returns in how many nanoseconds a group is to be tried again. */
  long untilNext() {
    long now = ticker.getAsLong();
    return groups.stream()
        .mapToLong(group -> Math.max(0, group.notBefore - now))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Returns the executions with which this step is done in transactions of their own. */
  Set<Long> isolated(Step step) {
    Set<Long> isolated = new HashSet<>();
    groups.stream()
        .filter(group -> group.step == step)
        .forEach(group -> isolated.addAll(group.ids));
    return isolated;
  }

  /** Takes note that the transaction of all others went through, and which executions it held. */
  void passed(Map<Step, Set<Long>> atHand) {
    lastBrokenOff.forEach((step, ids) -> ids.removeAll(atHand.getOrDefault(step, Set.of())));
  }

  /** Takes note that the database broke off when one of those others was at hand. */
  void brokenOff(Map<Step, Set<Long>> atHand) {
    if (groups.stream().filter(Group::isCulprit).count() < MOST_CULPRITS) {
      atHand.forEach((step, ids) -> addAll(step, both(ids, lastBrokenOff.get(step))));
    }
    lastBrokenOff.clear();
    atHand.forEach((step, ids) -> lastBrokenOff.put(step, new HashSet<>(ids)));
    // They may have to go through earlier steps first: to be recovered, for instance, and then
    // claimed.
    othersNext = true;
  }

  /**
   * Takes note that the group's transaction went through.
   *
   * @param left those for which there was no room
   */
  void passed(Group group, Set<Long> left) {
    boolean none = !group.ids.retainAll(left);
    if (group.ids.isEmpty()) {
      groups.remove(group);
    } else if (none) {
      group.notBefore = ticker.getAsLong() + Refusals.PAUSE;
    }
  }

  /**
   * Takes note that the database broke off when those of the group were at hand.
   *
   * @return whether it is now certain which one it is
   */
  boolean brokenOff(Group group, Set<Long> atHand) {
    if (group.ids.size() == 1) {
      int doublings = Math.min(group.brokenOff++, MOST_DOUBLINGS);
      long pause = Math.min(Refusals.PAUSE << doublings, LONGEST_PAUSE);
      group.notBefore = ticker.getAsLong() + pause;
      return true;
    }
    List<Long> broken = both(group.ids, atHand);
    group.ids.removeAll(broken);
    if (group.ids.isEmpty()) {
      groups.remove(group);
    }
    addAll(group.step, broken);
    return false;
  }

  /** Takes note that nothing more is to be tried with it. */
  void forget(Group group) {
    groups.remove(group);
  }

  private Optional<Group> ready() {
    long now = ticker.getAsLong();
    return groups.stream().filter(group -> group.notBefore - now <= 0).findFirst();
  }

  private void putLast(Group group) {
    groups.remove(group);
    groups.add(group);
  }

  private void addAll(Step step, List<Long> ids) {
    int most = Math.max(1, (ids.size() + PARTS - 1) / PARTS);
    for (List<Long> part : Sql.parts(ids, most)) {
      groups.add(new Group(step, part, ticker.getAsLong()));
    }
  }

  private static List<Long> both(Set<Long> some, Set<Long> others) {
    List<Long> both = new ArrayList<>(new TreeSet<>(some));
    both.retainAll(others == null ? Set.of() : others);
    return both;
  }
}
