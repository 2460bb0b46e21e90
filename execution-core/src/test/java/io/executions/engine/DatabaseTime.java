package io.executions.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the tests' databases: the real one, moved by hand. */
public final class DatabaseTime {
  private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

  private DatabaseTime() {}

  /** What the database calls for its clock. */
  public static Instant now() {
    return Instant.now().plus(AHEAD.get());
  }

  static void advance(Duration time) {
    AHEAD.updateAndGet(time::plus);
  }
}
