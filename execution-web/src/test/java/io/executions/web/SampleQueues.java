package io.executions.web;

import static io.executions.web.SampleValues.TIME;

import io.executions.api.Queue;
import io.executions.api.QueueSettings;
import io.executions.api.RateLimit;
import io.executions.api.WaitingKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Queues: full ones and sparse ones. */
final class SampleQueues {
  private SampleQueues() {}

  static Queue queue(boolean full) {
    QueueSettings settings =
        QueueSettings.DEFAULTS
            .withFair(true)
            .withMaxConcurrent(7)
            .withPaused(true)
            .withRateLimit(RateLimit.of(100, Duration.ofMinutes(1)).withBurst(5))
            .withMaxConcurrentPerKey(2);
    return new Queue(
        "partner",
        full ? settings : QueueSettings.DEFAULTS,
        1,
        2,
        full,
        3,
        full,
        full ? Optional.of(TIME) : Optional.empty(),
        full ? List.of(new WaitingKey("customer 42", 1, 7)) : List.of());
  }
}
