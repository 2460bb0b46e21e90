package io.executions.api;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One attempt of an execution.
 *
 * @param attempt its number, from 1
 * @param node the name of the node that claimed it
 * @param startedAt when it was claimed
 * @param finishedAt when its end was recorded; empty while it runs
 * @param outcome how it ended; empty while it runs
 * @param errorMessage why it did not complete, in one readable line
 * @param errorDetail more of that for operators, such as a stack trace
 * @param output what it had put out before it ended without completing, if its handler tells that;
 *     of an attempt that completed, the execution has it
 */
public record Attempt(
    int attempt,
    String node,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Optional<AttemptOutcome> outcome,
    Optional<String> errorMessage,
    Optional<String> errorDetail,
    Optional<JsonValue> output) {

  /** Returns a copy without its detail of an error. */
  public Attempt withoutErrorDetail() {
    return new Attempt(
        attempt, node, startedAt, finishedAt, outcome, errorMessage, Optional.empty(), output);
  }

  /** Returns a copy whose output is what that makes of it. */
  public Attempt mapped(UnaryOperator<JsonValue> change) {
    return new Attempt(
        attempt,
        node,
        startedAt,
        finishedAt,
        outcome,
        errorMessage,
        errorDetail,
        output.map(change));
  }
}
