package io.executions.handlers.http;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Connections that stay open for a while after an answer, for the next request to the same scheme,
 * host and port. A connection leads to one address for life; nobody gets it unless that address is
 * among those just checked for the host. Thread-safe.
 */
final class KeptConnections implements AutoCloseable {
  /** Less than the five seconds after which many servers close what is idle. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(4);

  private record Kept(HttpConnection connection, long since) {
    boolean isOld() {
      return System.nanoTime() - since > IDLE_NANOS;
    }
  }

  private final int most;
  private final ScheduledExecutorService clock;
  private final Map<String, Deque<Kept>> byOrigin = new HashMap<>();
  private int count;
  private boolean sweepIsDue;
  private boolean closed;

  /**
   * Makes an empty one.
   *
   * @param most how many it may keep
   * @param clock on which what stays idle is closed
   */
  KeptConnections(int most, ScheduledExecutorService clock) {
    this.most = most;
    this.clock = clock;
  }

  /** Takes out a connection to one of these addresses, which were checked for that target now. */
  synchronized Optional<HttpConnection> take(Target target, List<InetAddress> addresses) {
    remove(target.origin(), kept -> kept.isOld() || !kept.connection().leadsToOneOf(addresses));
    Deque<Kept> left = byOrigin.get(target.origin());
    if (left == null) {
      return Optional.empty();
    }
    count--;
    HttpConnection connection = left.removeFirst().connection();
    if (left.isEmpty()) {
      byOrigin.remove(target.origin());
    }
    return Optional.of(connection);
  }

  /** Keeps a connection that nobody uses, or ends it. */
  synchronized void keep(Target target, HttpConnection connection) {
    if (closed || count >= most) {
      connection.end();
      return;
    }
    byOrigin
        .computeIfAbsent(target.origin(), origin -> new ArrayDeque<>())
        .addFirst(new Kept(connection, System.nanoTime()));
    count++;
    if (!sweepIsDue) {
      sweepIsDue = true;
      clock.schedule(this::sweep, IDLE_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  /** Ends all, and whatever is to be kept from now on. */
  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(byOrigin.keySet()).forEach(origin -> remove(origin, kept -> true));
  }

  private synchronized void sweep() {
    List.copyOf(byOrigin.keySet()).forEach(origin -> remove(origin, Kept::isOld));
    sweepIsDue = count > 0;
    if (sweepIsDue) {
      clock.schedule(this::sweep, IDLE_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  private void remove(String origin, Predicate<Kept> which) {
    Deque<Kept> kept = byOrigin.getOrDefault(origin, new ArrayDeque<>());
    List<Kept> removed = kept.stream().filter(which).toList();
    kept.removeAll(removed);
    count -= removed.size();
    if (kept.isEmpty()) {
      byOrigin.remove(origin);
    }
    removed.forEach(each -> each.connection().end());
  }
}
