package io.executions.it.servers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The threads of another process, as its JDK tells them. */
final class ServerThreads {
  private ServerThreads() {}

  /** Returns those, with their stacks, that are in the service's code or bear its name. */
  static List<String> ofTheService(long pid) throws IOException {
    String dump = String.join("\n", JvmCommand.of(pid, "Thread.print"));
    if (!dump.contains("Full thread dump")) {
      throw new IOException("No thread dump of " + pid + ": " + dump);
    }
    return Arrays.stream(dump.split("\n\n"))
        .filter(thread -> thread.contains("io.executions.") || thread.startsWith("\"execution-"))
        .toList();
  }
}
