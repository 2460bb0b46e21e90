package io.executions.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address that are chosen now and listened on later, also after a while in
 * which nobody listens. None is given twice, neither by this JVM nor by another as long as this one
 * lives, and none is of those that Linux gives to clients.
 */
public final class LoopbackPort {
  private static final int FIRST = 15_000;
  private static final int FIRST_OF_CLIENTS = 32_000;
  private static final List<FileLock> KEPT = new ArrayList<>();

  private LoopbackPort() {}

  /** Returns one on which nobody listens. */
  public static synchronized int free() {
    try {
      while (true) {
        int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_CLIENTS);
        if (keep(port) && isFree(port)) {
          return port;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps it for this JVM, unless some JVM has it. */
  private static boolean keep(int port) throws IOException {
    String name = "execution-tests-ports-" + System.getProperty("user.name");
    Path directory =
        Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")).resolve(name));
    FileChannel file =
        FileChannel.open(
            directory.resolve(Integer.toString(port)),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = file.tryLock();
      if (lock != null) {
        KEPT.add(lock);
        return true;
      }
    } catch (OverlappingFileLockException e) {
      // This JVM has it.
    }
    file.close();
    return false;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
