package io.executions.handlers.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one attempt has on disk: a working directory, two pipes, and the record by which its
 * processes are found when the server was killed. The directory's name begins with {@code
 * ID-ATTEMPT-}.
 */
record Bench(Path path) implements AutoCloseable {
  static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Logger LOG = System.getLogger(Bench.class.getName());
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Duration KILL_TIME = Duration.ofSeconds(5);

  static Bench make(Path parent, long id, int attempt) throws IOException, InterruptedException {
    Bench bench = new Bench(Files.createTempDirectory(parent, id + "-" + attempt + "-", PRIVATE));
    try {
      Files.createDirectory(bench.work(), PRIVATE);
      Tools.mkfifo(bench.stdout(), bench.stderr());
      return bench;
    } catch (IOException | InterruptedException e) {
      bench.close();
      throw e;
    }
  }

  Path work() {
    return path.resolve("work");
  }

  Path stdout() {
    return path.resolve("stdout");
  }

  Path stderr() {
    return path.resolve("stderr");
  }

  /** Returns where a script may lie that starts the command. */
  Path script() {
    return path.resolve("start");
  }

  boolean isOf(long id) {
    return words()[0].equals(Long.toString(id));
  }

  /** Writes down which processes are at work here. */
  void record(Session session) throws IOException {
    String text = "%d %d %s".formatted(session.leader(), session.startTicks(), boot());
    Files.writeString(path.resolve("session"), text);
  }

  /**
   * Ends the processes that a server which died left here; returns whether none is left in time.
   * They are told by their environment, and by the session that is written down here or, if the
   * server died before it could do that, by the files that they use here.
   */
  boolean endLeftovers() throws IOException {
    Optional<Session> session = recorded();
    Path real = path.toRealPath();
    String[] words = words();
    return new Ending(
            () -> {
              List<ProcessEntry> members = session.map(Session::members).orElse(List.of());
              return ProcessEntry.all().stream()
                  .filter(entry -> entry.hasEnvironment("EXECUTION_ID=" + words[0]))
                  .filter(entry -> entry.hasEnvironment("EXECUTION_ATTEMPT=" + words[1]))
                  .filter(entry -> members.contains(entry) || entry.isAt(real))
                  .toList();
            },
            () -> {})
        .kill(KILL_TIME);
  }

  private Optional<Session> recorded() throws IOException {
    Path file = path.resolve("session");
    String[] fields = Files.exists(file) ? Files.readString(file).split(" ") : new String[0];
    return fields.length == 3 && fields[2].equals(boot())
        ? Optional.of(new Session(Long.parseLong(fields[0]), Long.parseLong(fields[1])))
        : Optional.empty();
  }

  /** Removes all of it. */
  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Removal());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot remove what a command left: {0}", e.toString());
    }
  }

  private String[] words() {
    return path.getFileName().toString().split("-");
  }

  private static String boot() throws IOException {
    return Files.readString(BOOT).strip();
  }

  /** Does not follow links, and opens directories that the command has closed to itself. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (!Files.isDirectory(file) || Files.isReadable(file)) {
        throw failure;
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      Files.walkFileTree(file, this);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
