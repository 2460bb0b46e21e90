package io.executions.store;

import java.time.Duration;
import java.util.Optional;

/**
 * An execution that this node has claimed and may run.
 *
 * @param id the execution
 * @param attempt the attempt that the claim began; with the id, its fencing token
 * @param type names the handler
 * @param input its input as JSON text
 * @param inputBytes how large that is, in bytes of UTF-8
 * @param timeout how long the attempt may run, if bounded
 */
public record ClaimedExecution(
    long id, int attempt, String type, String input, long inputBytes, Optional<Duration> timeout) {

  /** Returns the same without the input, which is needed no more once the handler has returned. */
  public ClaimedExecution withoutInput() {
    return new ClaimedExecution(id, attempt, type, null, 0, timeout);
  }
}
