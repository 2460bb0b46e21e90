package io.executions.launch;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something every two seconds until the process ends. */
final class Regularly {
  private static final System.Logger LOG = System.getLogger(Regularly.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private Regularly() {}

  /**
   * Begins.
   *
   * @param name of its thread
   * @param look whatever it throws, it is run again
   */
  static void run(String name, Runnable look) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    clock.scheduleWithFixedDelay(
        () -> runOnce(name, look), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A task that throws would never be run again. */
  private static void runOnce(String name, Runnable look) {
    try {
      look.run();
    } catch (RuntimeException | Error e) {
      try {
        LOG.log(Level.WARNING, "A round of the " + name + " failed", e);
      } catch (RuntimeException | Error again) {
        e.addSuppressed(again);
      }
    }
  }
}
