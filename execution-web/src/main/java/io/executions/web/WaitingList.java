package io.executions.web;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who waits for what, within bounds. Safe for use by several threads. */
final class WaitingList {
  static final int MAX_WAITING = 1000;
  static final long MAX_BYTES = 64L << 20;

  /** An execution may end before its creator has come here to wait. */
  private static final int REMEMBERED_ENDS = 4096;

  /** Waits that are over within this time of each other share a query; none ends early. */
  private static final long GRID_NANOS = 100_000_000;

  private final Set<Waiter> waiters = new LinkedHashSet<>();
  private final Set<Long> ended = new HashSet<>();
  private final Deque<Long> recentEnds = new ArrayDeque<>();
  private long bytes;

  synchronized boolean isEmpty() {
    return waiters.isEmpty();
  }

  /** Adds one; false when the list is full. */
  synchronized boolean add(Waiter waiter) {
    if (waiters.size() >= MAX_WAITING || bytes + waiter.bytes() > MAX_BYTES) {
      return false;
    }
    waiters.add(waiter);
    bytes += waiter.bytes();
    long id = waiter.execution().id();
    if (recentEnds.contains(id)) {
      ended.add(id);
    }
    return true;
  }

  /** Removes one; false when it was not there any more. */
  synchronized boolean remove(Waiter waiter) {
    boolean removed = waiters.remove(waiter);
    if (removed) {
      bytes -= waiter.bytes();
    }
    return removed;
  }

  synchronized List<Waiter> removeAll() {
    List<Waiter> all = List.copyOf(waiters);
    all.forEach(this::remove);
    return all;
  }

  /** Notes that executions ended; returns whether anybody waits for one of them. */
  synchronized boolean noteEnds(Collection<Long> ids) {
    ids.forEach(this::remember);
    Set<Long> ends = Set.copyOf(ids);
    boolean awaited = false;
    for (Waiter waiter : waiters) {
      long id = waiter.execution().id();
      awaited |= ends.contains(id) && ended.add(id);
    }
    return awaited;
  }

  /** Returns when to look next, at the latest at the next poll. */
  synchronized long nextLook(long nextPoll) {
    if (!ended.isEmpty()) {
      return System.nanoTime();
    }
    long next = nextPoll;
    for (Waiter waiter : waiters) {
      long over = Math.floorDiv(waiter.deadline(), GRID_NANOS) * GRID_NANOS + GRID_NANOS;
      next = over - next < 0 ? over : next;
    }
    return next;
  }

  /** Returns those to ask the database for: all, or those whose wait is over or may be. */
  synchronized Set<Waiter> toAskFor(boolean all, long now) {
    Set<Waiter> asked =
        waiters.stream()
            .filter(waiter -> all || waiter.isOver(now) || ended.contains(waiter.execution().id()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    ended.clear();
    return asked;
  }

  private void remember(long id) {
    if (recentEnds.size() == REMEMBERED_ENDS) {
      recentEnds.removeFirst();
    }
    recentEnds.addLast(id);
  }
}
