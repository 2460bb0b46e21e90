package io.executions.launch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something every two seconds until the process ends. */
final class Regularly {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private Regularly() {}

  /**
   * Begins.
   *
   * @param name of its thread
   * @param look throws nothing, or else it is not run any more
   */
  static void run(String name, Runnable look) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    clock.scheduleWithFixedDelay(look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
