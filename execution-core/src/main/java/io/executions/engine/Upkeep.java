package io.executions.engine;

import io.executions.store.EngineStore;
import io.executions.store.FailureKind;
import io.executions.store.Gate;
import io.executions.store.Look;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What the engine does now and then besides moving executions: it removes what is old, and folds
 * totals that others have left. In transactions of their own, so that one that fails keeps nothing
 * else from being done.
 */
final class Upkeep {
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

  /** Figures are right without; it only keeps them quick. */
  private static final Duration FOLD_INTERVAL = Duration.ofSeconds(1);

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  /** Work in a transaction, of which there may be more. */
  private interface Work {
    boolean run() throws SQLException;
  }

  private final EngineStore store;
  private final Chore sweep;
  private final Chore fold;
  private boolean more;

  Upkeep(EngineStore store, LongSupplier ticker) {
    this.store = store;
    this.sweep = new Chore(SWEEP_INTERVAL, ticker);
    this.fold = new Chore(FOLD_INTERVAL, ticker);
  }

  /** Does what it is time for, and fails as long as the last try of any of it has failed. */
  void take(long nodeId, Look look) throws SQLException {
    more = sweep.take(() -> store.sweep(nodeId));
    if (look.deltas()) {
      more |= fold.take(() -> store.inGate(Gate::foldDeltas));
    }
    Optional<SQLException> failure =
        Stream.of(sweep, fold).flatMap(chore -> chore.failure.stream()).findFirst();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Returns whether there is more to be done at once. */
  boolean more() {
    return more;
  }

  private static final class Chore {
    private final Duration interval;
    private final LongSupplier ticker;
    private long next;
    private Optional<SQLException> failure = Optional.empty();

    Chore(Duration interval, LongSupplier ticker) {
      this.interval = interval;
      this.ticker = ticker;
      this.next = ticker.getAsLong();
    }

    boolean take(Work work) throws SQLException {
      long now = ticker.getAsLong();
      if (now - next < 0) {
        return false;
      }
      try {
        boolean more = work.run();
        failure = Optional.empty();
        next = more ? now : now + interval.toNanos();
        return more;
      } catch (SQLException e) {
        FailureKind kind = FailureKind.of(e);
        if (kind.isOutage() || kind == FailureKind.REPLAY) {
          throw e;
        }
        failure = Optional.of(e);
        next = now + AFTER_FAILURE.toNanos();
        return false;
      }
    }
  }
}
