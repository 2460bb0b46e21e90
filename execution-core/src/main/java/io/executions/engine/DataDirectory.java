package io.executions.engine;

import io.executions.settings.LockedFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/**
 * The node's data directory. A file there holds a random id. The node with the operating system's
 * lock on that file is the only one of that id, so its earlier boots are surely gone.
 */
final class DataDirectory implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DataDirectory.class.getName());

  private final Path directory;
  private LockedFile locked;
  private String claimed;

  DataDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Takes the lock and returns the id; empty when another node has it or there is no such
   * directory, and then nothing proves who ran here before.
   */
  synchronized Optional<String> lock() {
    try {
      create();
      if (!claim()) {
        LOG.log(Level.INFO, "Another node of this process has locked {0}", directory);
        return Optional.empty();
      }
      locked = LockedFile.take(directory.resolve("node"), forOwner("rw-------")).orElse(null);
      if (locked != null) {
        return Optional.of(id(locked.channel()));
      }
      LOG.log(Level.INFO, "Another node has locked {0}", directory);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The data directory {0} cannot be used: {1}", directory, e);
    }
    close();
    return Optional.empty();
  }

  /** Claims the directory within this process, for all of its class loaders. */
  private boolean claim() throws IOException {
    String key = DataDirectory.class.getName() + ":" + directory.toRealPath();
    if (System.getProperties().putIfAbsent(key, "locked") != null) {
      return false;
    }
    claimed = key;
    return true;
  }

  private void create() throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Files.createDirectories(directory, forOwner("rwx------"));
  }

  /** Others keep their hands off what is made with that mode, where there are modes. */
  private static FileAttribute<?>[] forOwner(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static String id(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(36);
    channel.read(bytes, 0);
    String id = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    if (id.length() == 36) {
      return id;
    }
    String fresh = UUID.randomUUID().toString();
    channel.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.US_ASCII)), 0);
    channel.force(true);
    return fresh;
  }

  @Override
  public synchronized void close() {
    if (locked != null) {
      try {
        locked.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "The lock on {0} could not be given back: {1}", directory, e);
      }
      locked = null;
    }
    if (claimed != null) {
      System.getProperties().remove(claimed);
      claimed = null;
    }
  }
}
