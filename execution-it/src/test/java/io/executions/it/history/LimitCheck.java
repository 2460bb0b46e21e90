package io.executions.it.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds attempts that started while as many ran as the limit allowed. */
final class LimitCheck {
  /**
   * The most between a claim, which the limit decides, and the handler's first line: a worker that
   * is idle needs milliseconds, on a host that is busy starting other processes a second.
   */
  private static final long MOST_CLAIM_TO_START = 2_000_000_000L;

  private final Limits limits;
  private final long leaseNanos;
  private final Map<String, NodeHistory> histories;
  private final SortedMap<Integer, Integer> mostByLimit = new TreeMap<>();

  LimitCheck(Limits limits, long leaseNanos, Map<String, NodeHistory> histories) {
    this.limits = limits;
    this.leaseNanos = leaseNanos;
    this.histories = histories;
  }

  /** Takes attempts in the order of their starts and returns the breaches in words. */
  List<String> breaches(List<Attempt> started) {
    List<String> breaches = new ArrayList<>();
    PriorityQueue<Long> ends = new PriorityQueue<>();
    for (Attempt attempt : started) {
      long now = attempt.from();
      long until = attempt.until(leaseNanos);
      if (until <= now) {
        continue;
      }
      while (!ends.isEmpty() && ends.peek() <= now) {
        ends.remove();
      }
      ends.add(until);
      int limit = limits.highest(earliestClaim(attempt), now);
      mostByLimit.merge(limit, ends.size(), Math::max);
      if (ends.size() > limit) {
        breaches.add(
            "%d ran at %d, the limit was %d: %s".formatted(ends.size(), now, limit, attempt));
      }
    }
    return breaches;
  }

  SortedMap<Integer, Integer> mostByLimit() {
    return mostByLimit;
  }

  private long earliestClaim(Attempt attempt) {
    NodeHistory history = histories.get(attempt.node());
    long earliest = attempt.from() - MOST_CLAIM_TO_START;
    long begin = earliest;
    for (Absence stall :
        Stream.concat(history.stalls().stream(), history.absences().stream()).toList()) {
      if (stall.to() >= begin && stall.from() <= attempt.from()) {
        earliest = Math.min(earliest, stall.from() - MOST_CLAIM_TO_START);
      }
    }
    return earliest;
  }
}
