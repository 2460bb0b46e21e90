package io.executions.it.process;

import java.time.Instant;

/**
 * A time in which no process of the service lived.
 *
 * @param from when the one before was surely gone
 * @param to just before the next one was started
 */
record Outage(long from, long to) {
  /** Returns the wall clock of the host, as {@code date +%s%N} tells it. */
  static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
