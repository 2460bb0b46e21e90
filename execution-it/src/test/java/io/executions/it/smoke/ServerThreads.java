package io.executions.it.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The threads of another process, as its JDK tells them. */
final class ServerThreads {
  private ServerThreads() {}

  /** Returns those, with their stacks, that are in the service's code or bear its name. */
  static List<String> ofTheService(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                "Thread.print")
            .redirectErrorStream(true)
            .start();
    String dump = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    if (!dump.contains("Full thread dump")) {
      throw new IOException("No thread dump of " + pid + ": " + dump);
    }
    return Arrays.stream(dump.split("\n\n"))
        .filter(thread -> thread.contains("io.executions.") || thread.startsWith("\"execution-"))
        .toList();
  }
}
