package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An execution that this node has claimed and may run.
 *
 * @param id the execution
 * @param attempt the attempt that the claim began; with the id, its fencing token
 * @param revision the execution's revision since the claim
 * @param type names the handler
 * @param input its input as JSON text; null where it has not been read yet
 * @param inputBytes how large that is, in bytes of UTF-8
 * @param timeout how long the attempt may run, if bounded
 * @param scheduled which schedule created it, if one did
 * @param lane its queue and key
 * @param turn whose turn it is, if the keys of its queue take turns
 */
public record ClaimedExecution(
    long id,
    int attempt,
    int revision,
    String type,
    String input,
    long inputBytes,
    Optional<Duration> timeout,
    Optional<Execution.Scheduled> scheduled,
    Lane lane,
    Turn turn) {

  /** Returns the move that began it. */
  Move by(String node, Instant at) {
    return new Move(
        id,
        type,
        lane.queue(),
        revision,
        ExecutionStatus.PENDING,
        ExecutionStatus.RUNNING,
        attempt,
        Optional.of(node),
        node,
        Optional.empty(),
        at,
        Optional.empty());
  }

  /** Returns the same with that input. */
  ClaimedExecution withInput(String read) {
    return new ClaimedExecution(
        id, attempt, revision, type, read, inputBytes, timeout, scheduled, lane, turn);
  }

  /** Returns the same without the input, which is needed no more once the handler has returned. */
  public ClaimedExecution withoutInput() {
    return new ClaimedExecution(
        id, attempt, revision, type, null, 0, timeout, scheduled, lane, turn);
  }
}
