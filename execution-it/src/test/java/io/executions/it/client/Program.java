package io.executions.it.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of a program that ran to its end.
 *
 * @param exitCode its exit code
 * @param output all that it printed, errors too
 */
record Program(int exitCode, String output) {
  static Program run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Program(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
