package io.executions.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the tests' databases: the real one, or one that only the test moves. */
public final class DatabaseTime {
  private static final AtomicReference<Instant> FROZEN = new AtomicReference<>();

  private DatabaseTime() {}

  /** What the database calls for its clock. */
  public static Instant now() {
    Instant frozen = FROZEN.get();
    return frozen == null ? Instant.now() : frozen;
  }

  static void run() {
    FROZEN.set(null);
  }

  static void freeze() {
    FROZEN.compareAndSet(null, Instant.now());
  }

  static void advance(Duration time) {
    FROZEN.updateAndGet(now -> now.plus(time));
  }
}
