package io.executions.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A process with its children, which come and go, as those of a PostgreSQL server do. The parent
 * stands still first and goes on last, so that it neither starts nor mourns any meanwhile.
 *
 * @param parent the parent
 */
record ProcessTree(ProcessHandle parent) {
  void freeze() {
    Freeze.begin(parent.pid());
    for (ProcessHandle child : children()) {
      try {
        Freeze.begin(child.pid());
      } catch (IllegalStateException e) {
        if (!hasEnded(child)) {
          throw e;
        }
      }
    }
  }

  void thaw() {
    children().stream().filter(child -> !hasEnded(child)).forEach(child -> Freeze.end(child.pid()));
    Freeze.end(parent.pid());
  }

  /** Kills all of them, and returns when they are gone. */
  void kill() {
    freeze();
    List<ProcessHandle> all = Stream.concat(children().stream(), Stream.of(parent)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> all.stream().allMatch(ProcessTree::hasEnded));
  }

  private List<ProcessHandle> children() {
    return parent.children().toList();
  }

  /** One of which nobody has taken notice has ended, too. */
  private static boolean hasEnded(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return true;
    }
  }
}
