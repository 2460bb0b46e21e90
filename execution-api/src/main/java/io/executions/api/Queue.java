package io.executions.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A queue as it stood when it was read.
 *
 * @param name its name
 * @param settings what holds for it
 * @param running how many of it run
 * @param pending how many of it are pending, up to {@value #PENDING_CAP} of each type
 * @param pendingCapped whether there are more
 * @param blocked how many of these wait for others of their concurrency key, up to {@value
 *     #PENDING_CAP} of each type
 * @param blockedCapped whether there are more
 * @param oldestPendingAt since when the one has been due that waits for longest, of those that were
 *     counted; empty if none is due
 * @param waitingKeys the concurrency keys of which the most wait, at most {@value #MOST_KEYS}, by
 *     how many that are; of the first {@value #KEYS_CAP} unfinished executions by key. Empty in a
 *     list of queues
 */
public record Queue(
    String name,
    QueueSettings settings,
    long running,
    long pending,
    boolean pendingCapped,
    long blocked,
    boolean blockedCapped,
    Optional<Instant> oldestPendingAt,
    List<WaitingKey> waitingKeys) {

  /** Pending executions of one type are counted up to so many. */
  public static final int PENDING_CAP = 1000;

  /** So many keys are shown. */
  public static final int MOST_KEYS = 10;

  /** So many executions with a key are counted by it. */
  public static final int KEYS_CAP = 100_000;

  /** Copies the keys. */
  public Queue {
    waitingKeys = List.copyOf(waitingKeys);
  }
}
