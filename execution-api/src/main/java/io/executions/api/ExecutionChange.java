package io.executions.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of a pending {@link Execution}: what is empty stays as it is.
 *
 * @param runAt the time before which it is not claimed, in the years 1970 to 9999; one that has
 *     passed makes it due at once
 * @param priority -1000 to 1000, higher first
 * @param maxAttempts 1 to 100 failed attempts that make it failed for good; whatever has failed
 *     already, the next attempt is made
 * @param timeout how long one attempt may run, at least a millisecond; an empty inner value takes
 *     the bound away
 * @param queue the queue that it moves to
 * @param expiresAt when it is cancelled unless it has started, in the future and after {@code
 *     runAt}; an empty inner value has it expire never
 */
public record ExecutionChange(
    Optional<Instant> runAt,
    Optional<Integer> priority,
    Optional<Integer> maxAttempts,
    Optional<Optional<Duration>> timeout,
    Optional<String> queue,
    Optional<Optional<Instant>> expiresAt) {

  /** Returns a change that leaves all as it is, to go on from. */
  public static ExecutionChange none() {
    return new ExecutionChange(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a copy that lets it be claimed from that time on. */
  public ExecutionChange withRunAt(Instant newRunAt) {
    return new ExecutionChange(
        Optional.of(newRunAt), priority, maxAttempts, timeout, queue, expiresAt);
  }

  /** Returns a copy with that priority. */
  public ExecutionChange withPriority(int newPriority) {
    return new ExecutionChange(
        runAt, Optional.of(newPriority), maxAttempts, timeout, queue, expiresAt);
  }

  /** Returns a copy with that many attempts. */
  public ExecutionChange withMaxAttempts(int newMaxAttempts) {
    return new ExecutionChange(
        runAt, priority, Optional.of(newMaxAttempts), timeout, queue, expiresAt);
  }

  /** Returns a copy whose attempts may each run for so long, in whole milliseconds. */
  public ExecutionChange withTimeout(Duration newTimeout) {
    return new ExecutionChange(
        runAt, priority, maxAttempts, Optional.of(Optional.of(newTimeout)), queue, expiresAt);
  }

  /** Returns a copy whose attempts may run for as long as they like. */
  public ExecutionChange withoutTimeout() {
    return new ExecutionChange(
        runAt, priority, maxAttempts, Optional.of(Optional.empty()), queue, expiresAt);
  }

  /** Returns a copy that moves it to that queue. */
  public ExecutionChange withQueue(String newQueue) {
    return new ExecutionChange(
        runAt, priority, maxAttempts, timeout, Optional.of(newQueue), expiresAt);
  }

  /** Returns a copy that has it cancelled unless it has started by then. */
  public ExecutionChange withExpiresAt(Instant newExpiresAt) {
    return new ExecutionChange(
        runAt, priority, maxAttempts, timeout, queue, Optional.of(Optional.of(newExpiresAt)));
  }

  /** Returns a copy that lets it wait for as long as it takes. */
  public ExecutionChange withoutExpiry() {
    return new ExecutionChange(
        runAt, priority, maxAttempts, timeout, queue, Optional.of(Optional.empty()));
  }
}
