package io.executions.web.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that goes only when told, and starts below zero as a real one may. */
final class SettableTime implements LongSupplier {
  private final AtomicLong nanos = new AtomicLong(-Duration.ofHours(1).toNanos());

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
