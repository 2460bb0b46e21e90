package io.executions.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The programs of MariaDB with Galera, unpacked from Debian's packages. They are not installed on
 * this machine, so each process is told where its programs and libraries are.
 */
final class GaleraPackages {
  private final Path root;

  private GaleraPackages(Path root) {
    this.root = root;
  }

  /**
   * Unpacks them if that has not been done yet.
   *
   * @throws IllegalStateException if they cannot be had, saying why
   */
  static GaleraPackages unpacked() {
    Path directory = Path.of(System.getProperty("galera.directory"));
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GaleraPackages packages = new GaleraPackages(directory.resolve("root"));
    packages.run(
        directory.resolve("unpacking"), System.getProperty("galera.unpack"), directory.toString());
    return packages;
  }

  /** Returns what a server takes for its base directory. */
  Path base() {
    return root.resolve("usr");
  }

  /** Returns where one of the programs is. */
  String program(String name) {
    Path daemon = base().resolve("sbin").resolve(name);
    return (Files.exists(daemon) ? daemon : base().resolve("bin").resolve(name)).toString();
  }

  /** Starts a command that appends its words to that file. */
  Process start(Path words, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(words.toFile()));
    String programs = "%1$s/bin:%1$s/sbin:".formatted(base());
    builder.environment().merge("PATH", programs, (path, ours) -> ours + path);
    builder
        .environment()
        .put(
            "LD_LIBRARY_PATH",
            "%1$s/usr/lib/x86_64-linux-gnu:%1$s/lib/x86_64-linux-gnu".formatted(root));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that must succeed, and returns its words, which are in that file then. */
  List<String> run(Path words, String... command) {
    try {
      Files.deleteIfExists(words);
      int code = start(words, command).waitFor();
      List<String> told = Files.readAllLines(words);
      if (code != 0) {
        throw new IllegalStateException(
            "%s ended with %d: %s"
                .formatted(Arrays.toString(command), code, String.join("\n", told)));
      }
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
