package io.executions.it.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Diagnostic commands of the JDK for another process. */
final class JvmCommand {
  private JvmCommand() {}

  /** Returns what the command answers, by lines. */
  static List<String> of(long pid, String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    try {
      if (jcmd.waitFor() != 0) {
        throw new IOException("No %s of %d: %s".formatted(command, pid, answer));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return answer.lines().toList();
  }
}
