package io.executions.engine;

import io.executions.store.Audit;
import io.executions.store.EngineStore;
import io.executions.store.Snapshot;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the engine does now and then besides moving executions: it removes what is old, adds up the
 * figures that transactions have left, keeps schedules as the code of nodes defines them, and
 * reckons their next times by newer time-zone data. In transactions of their own, so that one that
 * fails keeps nothing else from being done. What fails is told, and left alone for a minute.
 */
final class Maintenance {
  private static final System.Logger LOG = System.getLogger(Maintenance.class.getName());

  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

  /** Of all nodes together. Figures are right without; it only keeps them quick. */
  private static final Duration FOLD_INTERVAL = Duration.ofSeconds(1);

  /** So often those who listen hear of what was moved outside the gate, if nothing is behind it. */
  private static final Duration TELL_INTERVAL = Duration.ofMillis(200);

  /** Then also where none are seen: some may have come in late, where nobody looks. */
  private static final Duration LONGEST_WITHOUT_FOLD = Duration.ofMinutes(10);

  /** An older node may have saved a schedule, or moved one on, by older data than this node's. */
  private static final Duration RECKON_INTERVAL = Duration.ofMinutes(1);

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  /** Work in a transaction; it returns whether there is more. */
  private interface Work {
    boolean run() throws SQLException;
  }

  private final EngineStore store;
  private final Runnable onTold;
  private final Chore sweep;
  private final Chore tell;
  private final Chore fold;
  private final Chore define;
  private final Chore reckon;
  private final Audit audit;
  private final NextTime times = new NextTime();
  private Set<Long> definedFor = Set.of();
  private List<Snapshot.Beat> lastBeats = List.of();
  private boolean more;

  /**
   * Makes one.
   *
   * @param onTold told when those who listen can read of what was moved outside the gate
   */
  Maintenance(EngineStore store, Audit audit, LongSupplier ticker, Runnable onTold) {
    this.store = store;
    this.audit = audit;
    this.onTold = onTold;
    this.define = new Chore("Schedules cannot be kept as code defines them", ticker);
    this.reckon = new Chore("Schedules cannot be reckoned by newer time zones", ticker);
    this.sweep = new Chore("What is too old cannot be removed", ticker);
    this.tell = new Chore("Those who listen cannot be told", ticker);
    this.fold = new Chore("Totals cannot be added up", ticker);
  }

  /**
   * Keeps schedules as code defines them: before a node that joins creates by what its code defines
   * no more. Only a node that joins or leaves changes that.
   */
  void keepSchedules(long nodeId, Snapshot snapshot) {
    more = false;
    if (snapshot.beats() == lastBeats) {
      return;
    }
    Set<Long> living =
        snapshot.beats().stream().map(Snapshot.Beat::nodeId).collect(Collectors.toSet());
    if (!living.equals(definedFor)) {
      more = define.take(() -> keepSchedules(nodeId, living), Duration.ZERO);
    }
    lastBeats = living.equals(definedFor) ? snapshot.beats() : List.of();
  }

  private boolean keepSchedules(long nodeId, Set<Long> living) throws SQLException {
    boolean moreToKeep = store.keepSchedules(nodeId, times, audit);
    if (!moreToKeep) {
      definedFor = living;
    }
    return moreToKeep;
  }

  /** Does what else it is time for. */
  void take(long nodeId, Snapshot snapshot) {
    more |= reckon.take(() -> store.reckonOutdated(times), RECKON_INTERVAL);
    more |= sweep.take(() -> store.sweep(nodeId), SWEEP_INTERVAL);
    if (snapshot.untold()) {
      Duration interval = TELL_INTERVAL.multipliedBy(Math.max(1, snapshot.beats().size()));
      more |= tell.take(this::tell, interval);
    }
    Duration foldInterval = FOLD_INTERVAL.multipliedBy(Math.max(1, snapshot.beats().size()));
    if (snapshot.deltas() || fold.isLongAgo(LONGEST_WITHOUT_FOLD)) {
      more |= fold.take(store::foldDeltas, foldInterval);
    } else {
      // What comes next waits so long for others to be added with it.
      fold.rest(foldInterval);
    }
  }

  private boolean tell() throws SQLException {
    store.tellOutside();
    onTold.run();
    return false;
  }

  /** Returns how many nanoseconds until those who listen are to hear of what is waiting. */
  long untilTold(Snapshot snapshot) {
    return snapshot.untold() ? tell.untilNext() : Long.MAX_VALUE;
  }

  /** Returns whether there is more to be done at once. */
  boolean more() {
    return more;
  }

  /** Returns what has failed when it was last tried, in words. */
  List<String> failures() {
    return Stream.of(define, reckon, sweep, tell, fold)
        .flatMap(chore -> Stream.ofNullable(chore.failure))
        .toList();
  }

  private static final class Chore {
    private final String trouble;
    private final LongSupplier ticker;
    private long next;
    private String failure;
    private long last;

    Chore(String trouble, LongSupplier ticker) {
      this.trouble = trouble;
      this.ticker = ticker;
      this.next = ticker.getAsLong();
      this.last = next;
    }

    void rest(Duration atLeast) {
      long earliest = ticker.getAsLong() + atLeast.toNanos();
      if (next - earliest < 0) {
        next = earliest;
      }
    }

    long untilNext() {
      return Math.max(1, next - ticker.getAsLong());
    }

    boolean isLongAgo(Duration interval) {
      return ticker.getAsLong() - last >= interval.toNanos();
    }

    boolean take(Work work, Duration interval) {
      long now = ticker.getAsLong();
      if (now - next < 0) {
        return false;
      }
      // Also after a failure: without a pause the engine would do nothing else.
      next = now + AFTER_FAILURE.toNanos();
      last = now;
      try {
        boolean more = work.run();
        failure = null;
        next = more ? now : now + interval.toNanos();
        return more;
      } catch (SQLException | RuntimeException e) {
        String before = failure;
        failure = trouble + ": " + ErrorText.withRoot(e);
        if (!failure.equals(before)) {
          LOG.log(Level.WARNING, failure);
          LOG.log(Level.DEBUG, trouble, e);
        }
        return false;
      }
    }
  }
}
