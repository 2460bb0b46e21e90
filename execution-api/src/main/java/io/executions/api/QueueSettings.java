package io.executions.api;

import java.util.List;
import java.util.Optional;

/**
 * What holds for the executions of a queue, in the whole cluster. Immutable: each {@code with}
 * method returns a changed copy.
 *
 * @param maxConcurrent how many of it may run at once, 1 to {@value #MAX_LIMIT}; empty for as many
 *     as the cluster's limit lets run
 * @param paused whether none of it is claimed; what runs goes on
 * @param rateLimit how often some of it may start; empty for no bound
 * @param maxConcurrentPerKey how many of the same concurrency key may run at once, 1 to {@value
 *     #MAX_LIMIT}; empty for no bound, so that keys are mere labels
 * @param fair whether its concurrency keys take turns within one rank and priority, however many
 *     executions of each wait; those without a key count as one key
 */
public record QueueSettings(
    Optional<Integer> maxConcurrent,
    boolean paused,
    Optional<RateLimit> rateLimit,
    Optional<Integer> maxConcurrentPerKey,
    boolean fair) {

  /** The largest limit. */
  public static final int MAX_LIMIT = ClusterSettings.MAX_LIMIT;

  /** What holds for a queue that nobody has set. */
  public static final QueueSettings DEFAULTS =
      new QueueSettings(Optional.empty(), false, Optional.empty(), Optional.empty(), false);

  /** Returns a copy of which so many may run at once. */
  public QueueSettings withMaxConcurrent(int limit) {
    return new QueueSettings(Optional.of(limit), paused, rateLimit, maxConcurrentPerKey, fair);
  }

  /** Returns a copy that is paused, or is not. */
  public QueueSettings withPaused(boolean newPaused) {
    return new QueueSettings(maxConcurrent, newPaused, rateLimit, maxConcurrentPerKey, fair);
  }

  /** Returns a copy with that rate. */
  public QueueSettings withRateLimit(RateLimit rate) {
    return new QueueSettings(maxConcurrent, paused, Optional.of(rate), maxConcurrentPerKey, fair);
  }

  /** Returns a copy of which so many of one key may run at once. */
  public QueueSettings withMaxConcurrentPerKey(int limit) {
    return new QueueSettings(maxConcurrent, paused, rateLimit, Optional.of(limit), fair);
  }

  /** Returns a copy whose keys take turns, or do not. */
  public QueueSettings withFair(boolean newFair) {
    return new QueueSettings(maxConcurrent, paused, rateLimit, maxConcurrentPerKey, newFair);
  }

  /** Returns all that is wrong, each with its pointer. */
  public List<Fault> faults() {
    return QueueCheck.faults(this);
  }
}
