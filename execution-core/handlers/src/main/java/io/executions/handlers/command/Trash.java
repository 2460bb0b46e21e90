package io.executions.handlers.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Removes what attempts leave on disk without letting them wait for it: to remove a directory may
 * take longer than to run a command. Thread-safe.
 */
final class Trash implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Trash.class.getName());
  private static final int WAITING = 1000;
  private static final long CLOSE_SECONDS = 10;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          Trash::daemon,
          (removal, closedOrFull) -> removal.run());

  Trash() {
    thread.allowCoreThreadTimeOut(true);
  }

  /** Takes a directory out of the way at once, and removes it soon. */
  void take(Path directory) {
    Path gone = directory.resolveSibling("." + directory.getFileName());
    try {
      Files.move(directory, gone, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "To be removed where it is: {0}", e.toString());
      gone = directory;
    }
    Path removed = gone;
    thread.execute(() -> Removal.of(removed));
  }

  /** Waits until all is removed; what is taken later is removed at once. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "What commands left is not removed yet; the next server does it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "execution-command-trash");
    thread.setDaemon(true);
    return thread;
  }
}
