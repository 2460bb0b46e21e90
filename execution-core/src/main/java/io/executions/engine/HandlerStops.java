package io.executions.engine;

import io.executions.database.FailureKind;
import io.executions.store.EngineStore;
import io.executions.store.Snapshot;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Tells handlers to stop when somebody cancels, and shows as overdue those that still run a while
 * after they were told to stop.
 *
 * @param ticker monotonic nanoseconds
 */
record HandlerStops(Runs runs, LongSupplier ticker) {
  private static final System.Logger LOG = System.getLogger(HandlerStops.class.getName());
  private static final long OVERDUE_GRACE = Duration.ofSeconds(1).toNanos();
  private static final long AFTER_BREAK = Duration.ofMinutes(1).toNanos();

  void cancelled(Snapshot snapshot) {
    for (Snapshot.MyRun row : snapshot.mine()) {
      if (row.cancelRequested() && runs.has(row.id(), row.attempt())) {
        runs.find(row.id()).stop(Run.Stop.CANCEL, now());
      }
    }
  }

  void showOverdue(EngineStore store) throws SQLException {
    for (Run run : runs.active()) {
      if (reached(run.overdueAt(OVERDUE_GRACE)) && !showOverdue(run, store)) {
        return;
      }
    }
  }

  /**
   * A row that the database refuses to change holds up nothing else, and is not tried again. Where
   * the database breaks off, the other rows wait for the next round.
   *
   * @return whether the database did not break off
   */
  private boolean showOverdue(Run run, EngineStore store) throws SQLException {
    try {
      if (store.flagOverdue(run.id(), run.attempt(), run.nodeId())) {
        run.shownOverdue();
      } else {
        run.notShownOverdue(now());
      }
    } catch (SQLException | RuntimeException e) {
      FailureKind kind = FailureKind.of(e);
      if (kind.isRefusal()) {
        run.shownOverdue();
      } else if (kind.isBrokenOff()) {
        run.notShownOverdue(now() + AFTER_BREAK);
      } else {
        throw e;
      }
      LOG.log(Level.WARNING, "Execution {0}: {1}", Long.toString(run.id()), ErrorText.withRoot(e));
      return !kind.isBrokenOff();
    }
    return true;
  }

  /** Returns how many nanoseconds until there is something to do here, {@code most} at most. */
  long untilNext(long most) {
    var times = runs.active().stream().map(run -> run.overdueAt(OVERDUE_GRACE));
    return Math.max(1, Runs.untilFirst(times, now(), most));
  }

  private boolean reached(OptionalLong time) {
    return time.isPresent() && time.getAsLong() - now() <= 0;
  }

  private long now() {
    return ticker.getAsLong();
  }
}
