package io.executions.it.faults.application;

import io.executions.api.ExecutionContext;
import io.executions.it.history.HostClock;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The history of this node's handlers, in the file that {@code HISTORY_FILE} names. A short line
 * appended by one write is whole, whoever else appends, and outlives the process.
 */
public final class HandlerHistory {
  /** Work of a handler. */
  public interface Work {
    void run() throws Exception;
  }

  private HandlerHistory() {}

  /** Does the work and writes down its start, its end and its interruption. */
  static void of(ExecutionContext context, Work work) throws Exception {
    write("start", context);
    try {
      work.run();
    } catch (InterruptedException e) {
      write("told", context);
      throw e;
    } finally {
      write("end", context);
    }
  }

  private static void write(String event, ExecutionContext context) throws IOException {
    String line =
        "%s %d %d %d%n".formatted(event, context.id(), context.attempt(), HostClock.nanos());
    // Not a channel: an interrupt would close that.
    try (FileOutputStream file = new FileOutputStream(System.getenv("HISTORY_FILE"), true)) {
      file.write(line.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
