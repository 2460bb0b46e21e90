package io.executions.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is wrong with the settings of a queue. */
final class QueueCheck {
  private static final String LIMIT_RANGE =
      "must be from 1 to %d".formatted(QueueSettings.MAX_LIMIT);

  private QueueCheck() {}

  static List<Fault> faults(QueueSettings settings) {
    Faults faults = new Faults();
    if (settings.maxConcurrent().filter(limit -> limit == 0).isPresent()) {
      faults.add("/maxConcurrent", LIMIT_RANGE + "; to let nothing start, set paused to true");
    } else {
      checkLimit("/maxConcurrent", settings.maxConcurrent(), faults);
    }
    checkLimit("/maxConcurrentPerKey", settings.maxConcurrentPerKey(), faults);
    settings.rateLimit().ifPresent(rate -> checkRate(rate, faults));
    return faults.all();
  }

  private static void checkLimit(String pointer, Optional<Integer> limit, Faults faults) {
    if (limit.filter(given -> given < 1 || given > QueueSettings.MAX_LIMIT).isPresent()) {
      faults.add(pointer, LIMIT_RANGE);
    }
  }

  private static void checkRate(RateLimit rate, Faults faults) {
    if (rate.count() < 1 || rate.count() > RateLimit.MAX_COUNT) {
      faults.add("/rateLimit/count", "must be from 1 to %d".formatted(RateLimit.MAX_COUNT));
    } else if (rate.burst() < 1 || rate.burst() > rate.count()) {
      faults.add("/rateLimit/burst", "must be from 1 to the count");
    }
    Duration period = rate.period();
    if (period.toMillis() < 1 || period.compareTo(RateLimit.MAX_PERIOD) > 0) {
      faults.add(
          "/rateLimit/periodMs", "must be from 1 to %d".formatted(RateLimit.MAX_PERIOD.toMillis()));
    }
  }
}
