package io.executions.handlers.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The children that this process did not start. Linux gives a process whose parent has ended to
 * process 1; in a container that may be this one, and then what commands have left there stays a
 * zombie, and takes up a number, until somebody asks how it ended. Thread-safe.
 */
final class Orphans {
  private static final Logger LOG = System.getLogger(Orphans.class.getName());
  private static final long LOOK_MILLIS = 1000;

  private ScheduledThreadPoolExecutor clock;
  private Set<ProcessEntry> zombies = Set.of();
  private boolean told;

  /** Looks after them from now on. */
  synchronized void watch() {
    if (clock == null) {
      clock = new ScheduledThreadPoolExecutor(1, Orphans::daemon);
      clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  synchronized void close() {
    if (clock != null) {
      clock.shutdownNow();
      clock = null;
    }
  }

  /**
   * The JDK asks at once how its own children ended, so a process that is a zombie at two looks is
   * not one of them.
   */
  private void look() {
    try {
      Set<ProcessEntry> now = zombies();
      now.stream().filter(zombies::contains).forEach(this::reap);
      zombies = now;
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "On a look for orphans", e);
    }
  }

  /** Orphans are given to the first thread of a process; not all kernels tell of its children. */
  private static Set<ProcessEntry> zombies() throws IOException {
    long self = ProcessHandle.current().pid();
    Path children = Path.of("/proc/self/task/%d/children".formatted(self));
    if (!Files.exists(children)) {
      return Set.of();
    }
    return Arrays.stream(Files.readString(children).split(" "))
        .filter(number -> !number.isBlank())
        .flatMap(number -> ProcessEntry.read(Long.parseLong(number.strip())).stream())
        .filter(ProcessEntry::isZombie)
        .collect(Collectors.toSet());
  }

  /** Only the JDK's own code can ask, and nothing public of it does for a child of others. */
  private void reap(ProcessEntry zombie) {
    try {
      Method completion =
          Class.forName("java.lang.ProcessHandleImpl")
              .getDeclaredMethod("completion", long.class, boolean.class);
      completion.setAccessible(true);
      completion.invoke(null, zombie.pid(), true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      if (!told) {
        LOG.log(
            Level.WARNING,
            "What commands leave behind stays a zombie here; start the container with an init"
                + " (docker run --init), or Java with --add-opens java.base/java.lang=ALL-UNNAMED",
            e);
      }
      told = true;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "execution-command-orphans");
    thread.setDaemon(true);
    return thread;
  }
}
