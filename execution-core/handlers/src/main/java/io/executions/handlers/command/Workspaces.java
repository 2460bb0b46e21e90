package io.executions.handlers.command;

import io.executions.settings.LockedFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The workspaces of this handler in {@code <data directory>/commands/PID-START-RANDOM}, beside
 * those of other servers that share the data directory or died in it. A file lock in there, held
 * for life, tells which of them live: these are let alone, whatever they run. Thread-safe.
 */
final class Workspaces {
  private static final Logger LOG = System.getLogger(Workspaces.class.getName());
  private static final String LOCK = "lock";

  private final Path root;
  private final Trash trash = new Trash();
  private Place own;

  Workspaces(Path root) {
    this.root = root;
  }

  /**
   * Where this server has its workspaces.
   *
   * @param server the beginning of the names of all workspaces of this server
   */
  private record Place(String server, Path path, LockedFile lock, PipeStock pipes) {}

  /** Makes a workspace for an attempt. */
  Workspace make(long id, int attempt) throws IOException, InterruptedException {
    Place place = open();
    return Workspace.make(place.path(), id, attempt, place.pipes());
  }

  /** Removes a workspace where nothing is at work any more. */
  void clear(Workspace workspace) {
    trash.take(workspace.path());
  }

  /**
   * Ends all processes that servers which died have left.
   *
   * @throws CommandFailedException if some of that execution cannot be ended, so that it must not
   *     run again now
   */
  synchronized void endLeftovers(long id) throws IOException, CommandFailedException {
    String server = open().server();
    for (Path other : list(root)) {
      if (!other.getFileName().toString().startsWith(server)) {
        endLeftovers(other, id);
      }
    }
  }

  /** Gives up this handler's place; a workspace that is still in use stays. */
  synchronized void close() {
    trash.close();
    if (own == null) {
      return;
    }
    try {
      own.lock().close();
      if (list(own.path()).isEmpty()) {
        new Workspace(own.path()).remove();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot remove {0}: {1}", own.path(), e.toString());
    }
    own = null;
  }

  private void endLeftovers(Path other, long id) throws IOException, CommandFailedException {
    // Never of this server itself, which would lose its own lock by that.
    try (LockedFile lock = LockedFile.take(other.resolve(LOCK)).orElse(null)) {
      if (lock == null) {
        return;
      }
      for (Path path : list(other)) {
        Workspace workspace = new Workspace(path);
        if (workspace.endLeftovers()) {
          workspace.remove();
        } else if (workspace.isOf(id)) {
          throw new CommandFailedException("processes of an earlier attempt cannot be ended");
        }
      }
      if (list(other).isEmpty()) {
        new Workspace(other).remove();
      }
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "Another server has cleared {0}", other);
    }
  }

  private synchronized Place open() throws IOException {
    if (own == null) {
      Files.createDirectories(root, Workspace.PRIVATE);
      // It gets its name when it is locked, so nobody ever takes it for one whose server died.
      Path unnamed = Files.createTempDirectory(root, ".", Workspace.PRIVATE);
      LockedFile lock = LockedFile.take(unnamed.resolve(LOCK)).orElseThrow();
      long pid = ProcessHandle.current().pid();
      String server = pid + "-" + Session.of(pid).startTicks() + "-";
      Path named = root.resolve(server + unnamed.getFileName().toString().substring(1));
      Files.move(unnamed, named, StandardCopyOption.ATOMIC_MOVE);
      own = new Place(server, named, lock, new PipeStock(named.resolve("pipes")));
    }
    return own;
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> directories = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "[0-9]*-*")) {
      paths.forEach(directories::add);
    }
    return directories;
  }
}
