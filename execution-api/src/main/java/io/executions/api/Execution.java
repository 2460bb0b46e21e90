package io.executions.api;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One piece of work as it stood when it was read: an immutable picture of its row.
 *
 * @param id its number, from 1 and below 2^53; unique, but not chronological
 * @param type names the handler
 * @param status where it stands
 * @param revision 1 at its creation, and one more with each change of its status and each {@link
 *     ExecutionChange}
 * @param priority -1000 to 1000, higher first
 * @param input what the handler gets; an empty object when none was given; null in a {@link
 *     ExecutionView#SUMMARY}
 * @param output what the handler returned, once completed
 * @param errorMessage why the last attempt did not complete, in one readable line
 * @param attempt the number of the current or last attempt; 0 until first claimed; never reset
 * @param maxAttempts how many failed attempts make it failed for good
 * @param timeout how long one attempt may run, if bounded
 * @param runAt not claimed before this time; after a failed attempt, when the next one is due
 * @param createdAt when it was created, by the database's clock
 * @param startedAt when its current or last attempt was claimed
 * @param finishedAt when it came to its final status
 * @param node the name of the node that runs it or ran it last
 * @param cancelRequested whether somebody asked to cancel it while it was running
 * @param overdue whether its handler was told to stop (by cancel or time-out) and still runs
 * @param createdBy who created it: the name of a token, or {@code application}
 * @param cancelledBy who cancelled it, or asked for it while it was running
 * @param retriedBy who last made it pending again after its end
 * @param scheduled which schedule created it, if one did
 * @param tags by which it is found
 * @param uniqueKey by which it was to be the only one of its type when it was created
 * @param expiresAt when it is cancelled unless it has started
 * @param backoff how long it waits between attempts, if it was created with that
 * @param queue the queue it is in
 * @param concurrencyKey what it is about, if it was said
 * @param waitsFor why it has not started, if it is pending and somebody asked for it alone
 */
public record Execution(
    long id,
    String type,
    ExecutionStatus status,
    int revision,
    int priority,
    JsonValue input,
    Optional<JsonValue> output,
    Optional<String> errorMessage,
    int attempt,
    int maxAttempts,
    Optional<Duration> timeout,
    Instant runAt,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<String> node,
    boolean cancelRequested,
    boolean overdue,
    Optional<String> createdBy,
    Optional<String> cancelledBy,
    Optional<String> retriedBy,
    Optional<Scheduled> scheduled,
    List<String> tags,
    Optional<String> uniqueKey,
    Optional<Instant> expiresAt,
    Optional<Backoff> backoff,
    String queue,
    Optional<String> concurrencyKey,
    Optional<WaitsFor> waitsFor) {

  /** Copies the tags. */
  public Execution {
    tags = List.copyOf(tags);
  }

  /**
   * Why a schedule created an execution.
   *
   * @param schedule its name
   * @param scheduledFor the time that the execution was created for
   */
  public record Scheduled(String schedule, Instant scheduledFor) {}

  /** Returns a copy that says why it has not started. */
  public Execution waitingFor(Optional<WaitsFor> waits) {
    return with(input, output, waits);
  }

  /** Returns a copy with that input. */
  public Execution withInput(JsonValue newInput) {
    return with(newInput, output, waitsFor);
  }

  /** Returns a copy whose input and output are what that makes of them. */
  public Execution mapped(UnaryOperator<JsonValue> change) {
    return with(input == null ? null : change.apply(input), output.map(change), waitsFor);
  }

  private Execution with(
      JsonValue newInput, Optional<JsonValue> newOutput, Optional<WaitsFor> waits) {
    return new Execution(
        id,
        type,
        status,
        revision,
        priority,
        newInput,
        newOutput,
        errorMessage,
        attempt,
        maxAttempts,
        timeout,
        runAt,
        createdAt,
        startedAt,
        finishedAt,
        node,
        cancelRequested,
        overdue,
        createdBy,
        cancelledBy,
        retriedBy,
        scheduled,
        tags,
        uniqueKey,
        expiresAt,
        backoff,
        queue,
        concurrencyKey,
        waits);
  }
}
