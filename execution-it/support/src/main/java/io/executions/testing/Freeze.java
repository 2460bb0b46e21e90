package io.executions.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Lets a process of the host stand still and go on, as SIGSTOP and SIGCONT do. */
public final class Freeze {
  private Freeze() {}

  /** Freezes a process and returns when none of its threads runs any more. */
  public static void begin(long pid) {
    signal("STOP", pid);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> standsStill(pid));
  }

  /** Lets it go on. */
  public static void end(long pid) {
    signal("CONT", pid);
  }

  private static void signal(String name, long pid) {
    try {
      int result = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (result != 0) {
        throw new IllegalStateException("No process %d takes %s".formatted(pid, name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean standsStill(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.allMatch(Freeze::isStopped);
    }
  }

  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      // Stopped, or ended and not yet mourned.
      return stat.startsWith(" T", stat.lastIndexOf(')') + 1)
          || stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return true; // it has ended
    }
  }
}
