package io.executions.engine;

import io.executions.store.Want;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** How the free slots of the limit are dealt out where several nodes want them. */
final class Share {
  /** First the node that runs the fewest; among equals, the one that has wanted the longest. */
  private static final Comparator<Want> LEAST_FIRST =
      Comparator.comparingInt(Want::running)
          .thenComparingLong(Want::since)
          .thenComparingLong(Want::nodeId);

  private Share() {}

  /**
   * Returns half of the limit: no node can have more than one that has so many, so that one needs
   * not ask.
   */
  static int half(int limit) {
    return (limit + 1) / 2;
  }

  /**
   * Deals out slots one by one, each to the node that runs the fewest by then.
   *
   * @param free how many slots are free
   * @param mine what the node wants that asks
   * @param others what others want
   * @return how many of the free slots are that node's, as many as it wants at most
   */
  static int of(int free, Want mine, List<Want> others) {
    if (others.isEmpty()) {
      return Math.min(free, mine.slots());
    }
    PriorityQueue<Want> order = new PriorityQueue<>(LEAST_FIRST);
    order.addAll(others);
    order.add(mine);
    int dealt = 0;
    for (int left = free; left > 0 && dealt < mine.slots(); ) {
      Want next = order.remove();
      if (next.slots() > 0) {
        left--;
        dealt += next.nodeId() == mine.nodeId() ? 1 : 0;
        order.add(next.lessOne());
      }
    }
    return dealt;
  }
}
