package io.executions.handlers.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs that this handler needs beside Java; Debian always has them. */
final class Tools {
  static final String ENV = find("env");
  static final String MKFIFO = find("mkfifo");
  static final String SETPRIV = find("setpriv");
  static final String SETSID = find("setsid");
  static final String SH = find("sh");

  private Tools() {}

  /** Returns why commands cannot be run here, if so. */
  static Optional<String> missing() {
    if (!Files.isReadable(Path.of("/proc/self/stat"))) {
      return Optional.of("there is no /proc as Linux has it");
    }
    for (String tool : List.of(ENV, MKFIFO, SETPRIV, SETSID, SH)) {
      if (!Files.isExecutable(Path.of(tool))) {
        return Optional.of("there is no " + tool);
      }
    }
    List<String> trial = List.of(SETSID, SETPRIV, "--pdeathsig", "KILL", "--", SH, "-c", ":");
    try {
      return run(trial) == 0
          ? Optional.empty()
          : Optional.of("this fails: " + String.join(" ", trial));
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the check was interrupted");
    }
  }

  /** Makes named pipes that only this user can open. */
  static void mkfifo(List<Path> pipes) throws IOException, InterruptedException {
    List<String> words =
        Stream.concat(Stream.of(MKFIFO, "-m", "600", "--"), pipes.stream().map(Path::toString))
            .toList();
    if (run(words) != 0) {
      throw new IOException("cannot make named pipes in " + pipes.get(0).getParent());
    }
  }

  private static int run(List<String> words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IOException(words.get(0) + " does not end");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String find(String name) {
    return Stream.of("/usr/bin/", "/bin/")
        .map(folder -> folder + name)
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElse("/usr/bin/" + name);
  }
}
