package io.executions.engine;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.executions.store.Gate;
import io.executions.store.QueueTurns;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * When the rate of a queue lets another execution start that waits for nothing else. The engine
 * wakes for that, as it does for what is due.
 */
final class NextStart {
  private final QueueTurns turns;
  private final LongSupplier ticker;

  /** Of the last try, in microseconds. */
  private OptionalLong until = OptionalLong.empty();

  private OptionalLong at = OptionalLong.empty();

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  NextStart(QueueTurns turns, LongSupplier ticker) {
    this.turns = turns;
    this.ticker = ticker;
  }

  /** Takes note of how the queues stand at the end of a transaction. */
  void saw(Gate gate) throws SQLException {
    until = OptionalLong.empty();
    for (String queue : turns.waiting()) {
      OptionalLong start = gate.queues().untilStart(queue);
      if (start.isPresent()) {
        until = OptionalLong.of(Math.min(start.getAsLong(), until.orElse(Long.MAX_VALUE)));
      }
    }
  }

  void committed() {
    at =
        until.isPresent()
            ? OptionalLong.of(ticker.getAsLong() + MICROSECONDS.toNanos(until.getAsLong()))
            : until;
  }

  /** Takes note of a look that was taken just now: whatever may start, it shows. */
  void looked() {
    at = OptionalLong.empty();
  }

  boolean isDue() {
    return untilThen() <= 0;
  }

  /** Returns how many nanoseconds until then. */
  long untilThen() {
    return at.isPresent() ? at.getAsLong() - ticker.getAsLong() : Long.MAX_VALUE;
  }
}
