package io.executions.handlers.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Named pipes that were made before they are needed: only another program can make them, and one
 * start of it makes the pipes of many attempts. No pipe is used twice. Thread-safe.
 */
final class PipeStock {
  private static final int AT_ONCE = 64;

  private final Path directory;
  private final Deque<Path> stock = new ArrayDeque<>();
  private long made;

  PipeStock(Path directory) {
    this.directory = directory;
  }

  /** Puts a pipe there that only this user can open. */
  void place(Path target) throws IOException, InterruptedException {
    while (true) {
      try {
        Files.move(next(), target);
        return;
      } catch (NoSuchFileException e) {
        if (!Files.isDirectory(target.getParent())) {
          throw e;
        }
        // Somebody has cleared the stock; the next pipe is there, or is made.
      }
    }
  }

  private synchronized Path next() throws IOException, InterruptedException {
    if (stock.isEmpty()) {
      Files.createDirectories(directory, Workspace.PRIVATE);
      List<Path> fresh = new ArrayList<>();
      while (fresh.size() < AT_ONCE) {
        fresh.add(directory.resolve(Long.toString(made++)));
      }
      Tools.mkfifo(fresh);
      stock.addAll(fresh);
    }
    return stock.remove();
  }
}
