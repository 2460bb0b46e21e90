package io.executions.api;

import java.time.Instant;
import java.util.List;

/**
 * One node of the cluster: a running server instance, or one that ended within a day.
 *
 * @param id its identity since its last boot
 * @param name its stable name
 * @param state what it is doing
 * @param startedAt when it joined
 * @param lastBeatAt when its last beat reached the database
 * @param types the types that it handles
 * @param workers its handler threads
 * @param running how many executions it runs now
 * @param replays how often, since its start, it ran a transaction again that the database had
 *     rolled back for a deadlock, a lock time-out or a failed certification
 * @param timer its poll timer
 */
public record Node(
    long id,
    String name,
    NodeState state,
    Instant startedAt,
    Instant lastBeatAt,
    List<String> types,
    int workers,
    long running,
    long replays,
    PollTimer timer) {

  /** Copies the list. */
  public Node {
    types = List.copyOf(types);
  }
}
