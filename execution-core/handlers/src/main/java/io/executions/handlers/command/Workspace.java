package io.executions.handlers.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
record Workspace(Path path) {
  static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Duration KILL_TIME = Duration.ofSeconds(5);

  static Workspace make(Path parent, long id, int attempt, PipeStock pipes)
      throws IOException, InterruptedException {
    Workspace workspace =
        new Workspace(Files.createTempDirectory(parent, id + "-" + attempt + "-", PRIVATE));
    try {
      Files.createDirectory(workspace.work(), PRIVATE);
      pipes.place(workspace.stdout());
      pipes.place(workspace.stderr());
      return workspace;
    } catch (IOException | InterruptedException e) {
      workspace.remove();
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
  void record(CommandSession session) throws IOException {
    String text = "%d %d %s".formatted(session.leader(), session.startTicks(), Boot.id());
    Files.writeString(path.resolve("session"), text);
  }

  /**
   * Ends the processes that a server which died left here; returns whether none is left in time.
   * They are recognised by their environment, and by the session that is written down here or, if
   * the server died before it could write it, by the files that they use here.
   */
  boolean endLeftovers() throws IOException {
    Optional<CommandSession> session = recorded();
    Path real = path.toRealPath();
    String[] words = words();
    return new SignalLoop(
            () -> {
              List<ProcessEntry> members = session.map(CommandSession::members).orElse(List.of());
              return ProcessEntry.all().stream()
                  .filter(entry -> entry.hasEnvironment("EXECUTION_ID=" + words[0]))
                  .filter(entry -> entry.hasEnvironment("EXECUTION_ATTEMPT=" + words[1]))
                  .filter(entry -> members.stream().anyMatch(entry::isSame) || entry.isAt(real))
                  .toList();
            })
        .kill(KILL_TIME);
  }

  private Optional<CommandSession> recorded() throws IOException {
    Path file = path.resolve("session");
    String[] fields = Files.exists(file) ? Files.readString(file).split(" ") : new String[0];
    return fields.length == 3 && fields[2].equals(Boot.id())
        ? Optional.of(new CommandSession(Long.parseLong(fields[0]), Long.parseLong(fields[1])))
        : Optional.empty();
  }

  /** Removes all of it. */
  void remove() {
    Removal.of(path);
  }

  private String[] words() {
    return path.getFileName().toString().split("-");
  }
}
