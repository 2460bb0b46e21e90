package io.executions.engine;

import io.executions.store.EngineStore;
import io.executions.store.Look;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Tells handlers to stop when somebody cancels or their time is over, and shows as overdue those
 * that still run a while later.
 *
 * @param ticker monotonic nanoseconds
 */
record Stops(Runs runs, LongSupplier ticker) {
  private static final long OVERDUE_GRACE = Duration.ofSeconds(1).toNanos();

  void cancelled(Look look) {
    for (Look.MyRun row : look.mine()) {
      if (row.cancelRequested() && runs.has(row.id(), row.attempt())) {
        runs.find(row.id()).stop(Run.Stop.CANCEL, now());
      }
    }
  }

  void timedOut() {
    for (Run run : runs.active()) {
      if (reached(run.deadline())) {
        run.stop(Run.Stop.TIMEOUT, now());
      }
    }
  }

  void showOverdue(EngineStore store) throws SQLException {
    for (Run run : runs.active()) {
      if (reached(run.overdueAt(OVERDUE_GRACE))) {
        if (store.flagOverdue(run.id(), run.attempt(), run.nodeId())) {
          run.shownOverdue();
        } else {
          run.notShownOverdue(now());
        }
      }
    }
  }

  /** Returns how many nanoseconds until there is something to do here, {@code most} at most. */
  long untilNext(long most) {
    OptionalLong next =
        runs.active().stream()
            .flatMap(run -> Stream.of(run.deadline(), run.overdueAt(OVERDUE_GRACE)))
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .min();
    return next.isPresent() ? Math.max(1, Math.min(most, next.getAsLong() - now())) : most;
  }

  private boolean reached(OptionalLong time) {
    return time.isPresent() && time.getAsLong() - now() <= 0;
  }

  private long now() {
    return ticker.getAsLong();
  }
}
