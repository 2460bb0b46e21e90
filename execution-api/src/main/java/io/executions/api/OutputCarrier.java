package io.executions.api;

import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Implemented by exceptions of handlers that tell what the attempt had put out before it ended so:
 * what a command printed, the answer that was not good enough. It is kept with the attempt, whether
 * that failed, ran out of time or was cancelled. What is larger than {@code
 * EXECUTION_OUTPUT_MAX_BYTES} is not kept.
 */
public interface OutputCarrier {
  /** Returns what had been put out; empty if there is nothing to tell. */
  Optional<JsonValue> output();
}
