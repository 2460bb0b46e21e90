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
 */
public record ExecutionChange(
    Optional<Instant> runAt,
    Optional<Integer> priority,
    Optional<Integer> maxAttempts,
    Optional<Optional<Duration>> timeout) {

  /** Returns a change that leaves all as it is, to go on from. */
  public static ExecutionChange none() {
    return new ExecutionChange(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns a copy that lets it be claimed from that time on. */
  public ExecutionChange withRunAt(Instant newRunAt) {
    return new ExecutionChange(Optional.of(newRunAt), priority, maxAttempts, timeout);
  }

  /** Returns a copy with that priority. */
  public ExecutionChange withPriority(int newPriority) {
    return new ExecutionChange(runAt, Optional.of(newPriority), maxAttempts, timeout);
  }

  /** Returns a copy with that many attempts. */
  public ExecutionChange withMaxAttempts(int newMaxAttempts) {
    return new ExecutionChange(runAt, priority, Optional.of(newMaxAttempts), timeout);
  }

  /** Returns a copy whose attempts may each run for so long, in whole milliseconds. */
  public ExecutionChange withTimeout(Duration newTimeout) {
    return new ExecutionChange(runAt, priority, maxAttempts, Optional.of(Optional.of(newTimeout)));
  }

  /** Returns a copy whose attempts may run for as long as they like. */
  public ExecutionChange withoutTimeout() {
    return new ExecutionChange(runAt, priority, maxAttempts, Optional.of(Optional.empty()));
  }
}
