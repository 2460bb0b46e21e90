package io.executions.engine;

import io.executions.api.PermanentFailureException;
import io.executions.database.Text;
import io.executions.handlers.Handler;

/**
 * Fails an execution for good whose output is too large to be kept. Handlers that bound their
 * outputs themselves are trusted.
 *
 * @param mostBytes how large one may be, in bytes of UTF-8
 */
record OutputLimit(long mostBytes) {
  /**
   * Checks an output, null for none.
   *
   * @throws PermanentFailureException if it is too large
   */
  void check(String output, Handler handler) throws PermanentFailureException {
    if (output == null || handler.boundsOutput()) {
      return;
    }
    long bytes = Text.of(output).bytes();
    if (bytes > mostBytes) {
      throw new PermanentFailureException(
          "The output has %d bytes; EXECUTION_OUTPUT_MAX_BYTES allows %d"
              .formatted(bytes, mostBytes));
    }
  }
}
