package io.executions.handlers.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The benches of this handler in {@code <data directory>/commands/PID-START-RANDOM}, beside those
 * of other servers that share the data directory or died in it. A file lock in there, held for
 * life, tells which of them live: these are let alone, whatever they run. Thread-safe.
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
   * Where this server has its benches.
   *
   * @param server how the names of all begin that this server has had
   */
  private record Place(String server, Path path, FileChannel lock, PipeStock pipes) {}

  /** Makes a bench for an attempt. */
  Workspace bench(long id, int attempt) throws IOException, InterruptedException {
    Place place = open();
    return Workspace.make(place.path(), id, attempt, place.pipes());
  }

  /** Removes a bench where nothing is at work any more. */
  void clear(Workspace bench) {
    trash.take(bench.path());
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

  /** Gives up this handler's place; a bench that is still in use stays. */
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
    // Nothing of this server itself is opened here: closing a file drops all of a process's locks.
    try (FileChannel channel =
        FileChannel.open(
            other.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        return;
      }
      for (Path path : list(other)) {
        Workspace bench = new Workspace(path);
        if (bench.endLeftovers()) {
          bench.remove();
        } else if (bench.isOf(id)) {
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
      FileChannel lock =
          FileChannel.open(
              unnamed.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
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
