package io.executions.it.history;

import java.time.Instant;

/** The wall clock of the host, which its processes share. */
public final class HostClock {
  private HostClock() {}

  /** Returns nanoseconds since 1970, as {@code date +%s%N} tells them. */
  public static long nanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
