package io.executions.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Looks for concurrency keys that have room and of which nothing is due: when somebody has asked
 * for it by raising a limit, when a node has died, and from time to time.
 */
final class ReleaseKeys implements GateStep {
  private static final Duration EACH = Duration.ofMinutes(5);

  private final LongSupplier ticker;
  private long lastAt;

  /** Whether somebody has set a queue, as far as this node has seen. */
  private boolean queued;

  /** Of the last try. */
  private boolean walked;

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  ReleaseKeys(LongSupplier ticker) {
    this.ticker = ticker;
    this.lastAt = ticker.getAsLong();
  }

  @Override
  public boolean isCalledFor(Plan plan) {
    return !plan.scope().isIsolated() && (plan.snapshot().releasing() || queued && isOverdue());
  }

  @Override
  public void run(Pass pass) throws SQLException {
    walked = false;
    queued = pass.gate().queues().areSet();
    if (pass.plan().scope().isIsolated()) {
      return;
    }
    boolean begins = isOverdue() || !pass.plan().dead().isEmpty();
    walked = begins || pass.plan().snapshot().releasing();
    if (pass.gate().queues().releaseKeys(begins) || pass.plan().snapshot().releasing()) {
      // There is more of the way to go, or something is due now.
      pass.again();
    }
  }

  private boolean isOverdue() {
    return ticker.getAsLong() - lastAt > EACH.toNanos();
  }

  @Override
  public void committed(Pass pass) {
    if (walked) {
      lastAt = ticker.getAsLong();
    }
  }
}
