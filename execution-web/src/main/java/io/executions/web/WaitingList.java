package io.executions.web;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Who waits for what, within bounds. Safe for use by several threads. */
final class WaitingList {
  static final int MAX_WAITING = 1000;
  static final long MAX_BYTES = 64L << 20;

  /** An execution may end before its creator has come here to wait. */
  private static final int REMEMBERED_ENDS = 4096;

  /**
   * How long before the end of a wait the database is asked once more. The wait does not last
   * longer for its answer.
   */
  private static final long LAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

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
    if (recentEnds.contains(waiter.id())) {
      ended.add(waiter.id());
    }
    return true;
  }

  synchronized boolean contains(Waiter waiter) {
    return waiters.contains(waiter);
  }

  /** Removes one; false when it was not there any more. Who removes it must answer it. */
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

  /** Removes those whose waits are over. */
  synchronized List<Waiter> removeOver(long now) {
    List<Waiter> over = waiters.stream().filter(waiter -> waiter.isOver(now)).toList();
    over.forEach(this::remove);
    return over;
  }

  /** Notes that executions ended; returns whether anybody waits for one of them. */
  synchronized boolean noteEnds(Collection<Long> ids) {
    ids.forEach(this::remember);
    Set<Long> ends = Set.copyOf(ids);
    boolean awaited = false;
    for (Waiter waiter : waiters) {
      awaited |= ends.contains(waiter.id()) && ended.add(waiter.id());
    }
    return awaited;
  }

  /** Returns when the next wait is over. */
  synchronized long nextEnd(long latest) {
    long next = latest;
    for (Waiter waiter : waiters) {
      next = earlier(next, waiter.deadline());
    }
    return next;
  }

  /** Returns when to look next, at the latest at the next poll. */
  synchronized long nextLook(long nextPoll) {
    if (!ended.isEmpty()) {
      return System.nanoTime();
    }
    long next = nextPoll;
    for (Waiter waiter : waiters) {
      if (waiter.wantsLastLook() && !waiter.isBeingRead()) {
        next = earlier(next, waiter.deadline() - LAST_LOOK_NANOS);
      }
    }
    return next;
  }

  /** Returns those to ask the database for: all, or those that have ended or whose wait soon is. */
  synchronized List<Waiter> toAskFor(boolean all, long now) {
    Set<Waiter> last =
        waiters.stream()
            .filter(waiter -> waiter.wantsLastLook() && waiter.isOver(now + LAST_LOOK_NANOS))
            .collect(Collectors.toSet());
    List<Waiter> asked =
        waiters.stream()
            .filter(waiter -> !waiter.isBeingRead())
            .filter(waiter -> all || last.contains(waiter) || ended.contains(waiter.id()))
            .toList();
    last.forEach(Waiter::haveLastLook);
    ended.clear();
    return asked;
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  private void remember(long id) {
    if (recentEnds.size() == REMEMBERED_ENDS) {
      recentEnds.removeFirst();
    }
    recentEnds.addLast(id);
  }
}
