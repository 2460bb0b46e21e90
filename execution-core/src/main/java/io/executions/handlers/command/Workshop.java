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
final class Workshop {
  private static final Logger LOG = System.getLogger(Workshop.class.getName());
  private static final String LOCK = "lock";

  private final Path root;
  private Path own;
  private FileChannel lock;

  Workshop(Path root) {
    this.root = root;
  }

  /** Makes a bench for an attempt. */
  Bench bench(long id, int attempt) throws IOException, InterruptedException {
    return Bench.make(open(), id, attempt);
  }

  /**
   * Ends all processes that servers which died have left.
   *
   * @throws CommandFailedException if some of that execution cannot be ended, so that it must not
   *     run again now
   */
  synchronized void endLeftovers(long id) throws IOException, CommandFailedException {
    open();
    for (Path other : list(root)) {
      if (!other.getFileName().toString().startsWith(thisServer())) {
        endLeftovers(other, id);
      }
    }
  }

  /** Gives up this handler's place; a bench that is still in use stays. */
  synchronized void close() {
    if (own == null) {
      return;
    }
    try {
      lock.close();
      if (list(own).isEmpty()) {
        new Bench(own).close();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot remove {0}: {1}", own, e.toString());
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
        Bench bench = new Bench(path);
        if (bench.endLeftovers()) {
          bench.close();
        } else if (bench.isOf(id)) {
          throw new CommandFailedException("processes of an earlier attempt cannot be ended");
        }
      }
      if (list(other).isEmpty()) {
        new Bench(other).close();
      }
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "Another server has cleared {0}", other);
    }
  }

  private synchronized Path open() throws IOException {
    if (own == null) {
      Files.createDirectories(root, Bench.PRIVATE);
      // It gets its name when it is locked, so nobody ever takes it for one whose server died.
      Path unnamed = Files.createTempDirectory(root, ".", Bench.PRIVATE);
      lock =
          FileChannel.open(
              unnamed.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      own = root.resolve(thisServer() + unnamed.getFileName().toString().substring(1));
      Files.move(unnamed, own, StandardCopyOption.ATOMIC_MOVE);
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

  private static String thisServer() {
    long pid = ProcessHandle.current().pid();
    return pid + "-" + Session.of(pid).startTicks() + "-";
  }
}
