package io.executions.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of the data directory that takes all that the server unpacks. Only one process uses it
 * at a time, and it is made anew at each start, so that a killed process leaves nothing behind that
 * counts. Further processes on the same data directory take {@code server-2} and so on, unless they
 * would share the embedded database, which only one can open.
 */
final class ServerDirectory {
  private static final int MOST_SERVERS = 100;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;

  /** Kept open until the process ends: closing the channel would give the lock up. */
  private final FileChannel lock;

  private ServerDirectory(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Creates the data directory where needed, readable by its owner only, and takes a folder in it.
   *
   * @param dataDir absolute path
   * @param alone whether no other process may use the data directory
   * @throws IOException if it cannot be written, or another process has it
   */
  static ServerDirectory open(Path dataDir, boolean alone) throws IOException {
    create(dataDir);
    for (int number = 1; number <= (alone ? 1 : MOST_SERVERS); number++) {
      Path folder = dataDir.resolve(number == 1 ? "server" : "server-" + number);
      FileChannel lock = lock(dataDir.resolve(folder.getFileName() + ".lock"));
      if (lock != null) {
        ServerDirectory directory = new ServerDirectory(folder, lock);
        directory.renew();
        return directory;
      }
    }
    throw new IOException("the data directory is in use by another process: " + dataDir);
  }

  /** Returns the absolute path of the server's own folder. */
  Path path() {
    return folder;
  }

  /** Returns the absolute path of the folder for temporary files. */
  Path temporary() {
    return folder.resolve("tmp");
  }

  private static void create(Path dataDir) throws IOException {
    Path ancestor = dataDir;
    while (!Files.exists(ancestor) && ancestor.getParent() != null) {
      ancestor = ancestor.getParent();
    }
    if (Files.getFileStore(ancestor).supportsFileAttributeView("posix")) {
      Files.createDirectories(dataDir, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.setPosixFilePermissions(dataDir, OWNER_ONLY);
    } else {
      Files.createDirectories(dataDir);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return null;
    }
    return channel;
  }

  private void renew() throws IOException {
    if (Files.exists(folder)) {
      List<Path> leftovers;
      try (Stream<Path> tree = Files.walk(folder)) {
        leftovers = tree.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
    Files.createDirectories(temporary());
  }
}
