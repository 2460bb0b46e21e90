package io.executions.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.Set;

/**
 * A file with the operating system's lock on it: it tells other processes that this one lives, and
 * goes with it. On POSIX systems the lock belongs to the process, and ends as soon as the process
 * closes the file anywhere, so nobody opens it a second time.
 *
 * @param channel reads and writes the file; one that nobody refers to lets go of the lock
 */
public record LockedFile(FileChannel channel) implements AutoCloseable {
  /** Far behind the file's content, so that others can read it also where locks forbid that. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final Set<StandardOpenOption> OPENED =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  /**
   * Takes the lock on a file, which is made if it is not there.
   *
   * @param attributes those of a file that is made
   * @return empty if another process has the lock
   * @throws IOException if the file cannot be made or opened
   */
  public static Optional<LockedFile> take(Path file, FileAttribute<?>... attributes)
      throws IOException {
    FileChannel channel = FileChannel.open(file, OPENED, attributes);
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
        return Optional.of(new LockedFile(channel));
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
