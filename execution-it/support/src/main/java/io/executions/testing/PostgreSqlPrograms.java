package io.executions.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked for this JVM and removed with it. They refuse to run as
 * root, who runs them as another user; that one may have no right to enter the checkout.
 */
final class PostgreSqlPrograms {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final String UNPRIVILEGED = "nobody";
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  private static PostgreSqlPrograms unpacked;

  private final Path base;

  private PostgreSqlPrograms(Path base) {
    this.base = base;
  }

  static synchronized PostgreSqlPrograms unpacked() {
    if (unpacked == null) {
      try {
        unpacked = new PostgreSqlPrograms(unpack());
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL could not be unpacked", e);
      }
    }
    return unpacked;
  }

  private static Path unpack() throws IOException {
    Path base = Files.createTempDirectory("postgresql-programs-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(base)));
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process tar =
        new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", base.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream archive = PostgreSqlPrograms.class.getResourceAsStream(ARCHIVE);
        InputStream entries = new XZInputStream(archive);
        OutputStream to = tar.getOutputStream()) {
      entries.transferTo(to);
    }
    if (join(tar) != 0) {
      throw new IOException("tar failed");
    }
    return base;
  }

  /** Returns a new directory in which the programs may write. */
  Path newHome() throws IOException {
    Path home = Files.createTempDirectory("postgresql-");
    handOver(home);
    return home;
  }

  /** Makes a directory belong to whoever the programs run as. */
  void handOver(Path directory) throws IOException {
    if (ROOT) {
      UserPrincipalLookupService users = directory.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(directory, users.lookupPrincipalByName(UNPRIVILEGED));
    }
  }

  /** Starts a program in a directory, where its output is added to the file {@code log}. */
  Process start(Path home, String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(
          List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup", "--clear-groups"));
    }
    command.add(base.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    File log = home.resolve("log").toFile();
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  /** Runs a program to its end. */
  void run(Path home, String program, List<String> arguments) throws IOException {
    if (join(start(home, program, arguments)) != 0) {
      throw new IOException(program + " failed: " + Files.readString(home.resolve("log")));
    }
  }

  static void remove(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("Could not remove " + directory + ": " + e);
    }
  }

  private static int join(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
