package io.executions.engine;

import io.executions.store.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches the beats of the other nodes. A node is dead when its beat stood still for a lease of
 * this node's monotonic clock while this node's own beats went through all the time. So neither a
 * wrong clock nor an outage of the database kills anybody. Nodes may have different leases, as
 * while they are restarted with a new one; the longer of the two counts.
 */
final class NodeWatch {
  private record Seen(long beat, long since, long leaseNanos) {}

  private final long leaseNanos;
  private final Map<Long, Seen> seen = new HashMap<>();

  NodeWatch(Duration lease) {
    this.leaseNanos = lease.toNanos();
  }

  /**
   * Takes in what was seen now, and returns the nodes that are to be declared dead.
   *
   * @param unbrokenSince since when this node's own beats have gone through
   */
  List<Snapshot.Beat> dead(List<Snapshot.Beat> beats, long ownId, long now, long unbrokenSince) {
    List<Snapshot.Beat> dead = new ArrayList<>();
    for (Snapshot.Beat beat : beats) {
      Seen before = seen.get(beat.nodeId());
      if (before == null || before.beat() != beat.beat()) {
        seen.put(beat.nodeId(), new Seen(beat.beat(), now, longer(beat.lease())));
      } else if (beat.nodeId() != ownId && stoodStill(before, now, unbrokenSince)) {
        dead.add(beat);
      }
    }
    Set<Long> present = beats.stream().map(Snapshot.Beat::nodeId).collect(Collectors.toSet());
    seen.keySet().retainAll(present);
    return dead;
  }

  /**
   * Returns how many nanoseconds until the first of the other nodes has stood still for a lease, if
   * its beat does not move until then; for ever when there is no other.
   *
   * @param unbrokenSince since when this node's own beats have gone through
   */
  long untilNextJudgement(long ownId, long now, long unbrokenSince) {
    return seen.entrySet().stream()
        .filter(node -> node.getKey() != ownId)
        .map(Map.Entry::getValue)
        .mapToLong(node -> node.leaseNanos() - (now - Math.max(node.since(), unbrokenSince)))
        .map(left -> Math.max(0, left))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private long longer(Duration lease) {
    return Math.max(leaseNanos, lease.toNanos());
  }

  private static boolean stoodStill(Seen before, long now, long unbrokenSince) {
    long lease = before.leaseNanos();
    return now - before.since() >= lease && now - unbrokenSince >= lease;
  }
}
