package io.executions.api;

import java.util.List;
import java.util.Optional;

/** Works with queues. A part of {@link ExecutionService}, and like it in all else. */
public interface QueueService {
  /** Returns all queues by name: those that somebody has set, and those with unfinished work. */
  List<Queue> getQueues();

  /**
   * Returns the queue; empty when nobody has set it and nothing unfinished is in it. The queue
   * {@code default} is always there.
   */
  Optional<Queue> getQueue(String name);

  /**
   * Sets a queue: all of its settings, in place of those that it had. Holds for the whole cluster
   * from the next claim on. What runs already goes on, also above the new limits. Commits by
   * itself.
   *
   * @param name its name, {@code [a-z][a-z0-9._-]{0,99}}; it need not be there
   * @return the queue
   * @throws InvalidRequestException if a value is out of range, naming all faults
   */
  Queue setQueue(String name, QueueSettings settings);

  /**
   * Does what {@link #setQueue(String, QueueSettings)} does for somebody else.
   *
   * @param by who that is, for the log and the audit; no secret
   */
  Queue setQueue(String name, QueueSettings settings, String by);

  /**
   * Takes the settings of a queue away, in which nothing is unfinished. Commits by itself.
   *
   * @throws QueueNotFoundException if there is none
   * @throws QueueInUseException if it is {@code default}, or something unfinished is in it
   */
  void deleteQueue(String name);

  /**
   * Does what {@link #deleteQueue(String)} does for somebody else.
   *
   * @param by who that is, for the log and the audit; no secret
   */
  void deleteQueue(String name, String by);
}
