package io.executions.engine;

import io.executions.api.Bulk;
import io.executions.api.BulkVerb;
import io.executions.store.BulkStep;
import io.executions.store.BulkStore;
import io.executions.store.Move;
import io.executions.store.Snapshot;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Works on the bulks that this node owns: a transaction of each one, in turn. On a thread and a
 * connection of its own, so that the engine goes on meanwhile; the connection is kept only as long
 * as there is a bulk. Thread-safe.
 */
final class Bulking {
  private static final System.Logger LOG = System.getLogger(Bulking.class.getName());
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LAST_ROUND = Duration.ofSeconds(5);

  private final EngineEnvironment environment;
  private final Consumer<String> due;
  private final Runnable look;
  private final Signal signal = new Signal();
  private final Map<Long, BulkPace> paces = new HashMap<>();
  private volatile WatchedThread thread;
  private volatile long self;
  private volatile BulkStore store;
  private long pause = Long.MAX_VALUE;
  private boolean failing;

  /**
   * Makes one that is not started.
   *
   * @param due told the type of an execution that has become due
   * @param look has the engine look: some of its handlers may have to be told to stop
   */
  Bulking(EngineEnvironment environment, Consumer<String> due, Runnable look) {
    this.environment = environment;
    this.due = due;
    this.look = look;
  }

  void start() {
    WatchedThread[] mine = new WatchedThread[1];
    mine[0] =
        new WatchedThread(
            "the bulks",
            environment.threads(),
            environment.ticker(),
            () -> thread == mine[0],
            this::round,
            this::leave);
    self = 0;
    thread = mine[0];
    thread.start();
  }

  /** Takes note of what the engine of that node has seen. */
  void saw(Snapshot snapshot, long nodeId) {
    if (snapshot.bulks()) {
      self = nodeId;
      signal.give();
      WatchedThread now = thread;
      if (now != null) {
        now.watch();
      }
    }
  }

  /** Returns how many connections of the data source this keeps now. */
  int connections() {
    return store == null ? 0 : 1;
  }

  /** Ends the transaction that is on its way, and leaves the rest to the other nodes. */
  void stop() {
    WatchedThread last = thread;
    thread = null;
    if (last != null) {
      signal.give();
      last.join(LAST_ROUND);
    }
  }

  private void round() {
    try {
      signal.await(pause);
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The thread of bulks was interrupted", e);
    }
    long node = self;
    pause = node == 0 || thread == null ? Long.MAX_VALUE : goOn(node);
  }

  /** Returns for how many nanoseconds there is nothing to do, unless a signal comes. */
  private long goOn(long node) {
    try {
      if (store == null) {
        store = new BulkStore(environment.database().reserve());
      }
      List<BulkStore.Owned> owned = store.owned(node);
      failing = false;
      paces.keySet().retainAll(owned.stream().map(BulkStore.Owned::id).toList());
      if (owned.isEmpty()) {
        close();
        return Long.MAX_VALUE;
      }
      long wait = Long.MAX_VALUE;
      for (BulkStore.Owned bulk : owned) {
        wait = Math.min(wait, goOn(bulk));
      }
      return wait;
    } catch (SQLException | RuntimeException e) {
      if (!failing) {
        LOG.log(Level.WARNING, "Bulks cannot go on now: {0}", ErrorText.withRoot(e));
      }
      failing = true;
      return AFTER_FAILURE.toNanos();
    }
  }

  private long goOn(BulkStore.Owned bulk) throws SQLException {
    BulkPace pace = paces.computeIfAbsent(bulk.id(), id -> new BulkPace());
    long wait = pace.pause(now());
    if (wait > 0) {
      return wait;
    }
    Optional<BulkStep> step;
    BulkStore.Owned mine = bulk;
    try {
      if (pace.isToWriteBefore()) {
        mine = store.renew(bulk, self);
        pace.wrote();
      }
      step = store.step(mine, pace.size(), pace.passBy());
    } catch (SQLException | RuntimeException e) {
      return failed(mine, pace, e);
    }
    pace.passed();
    step.ifPresent(this::tell);
    return step.map(its -> its.waitMicros() * 1000).orElse(0L);
  }

  private long failed(BulkStore.Owned bulk, BulkPace pace, Exception failure) throws SQLException {
    pace.failed(failure, now());
    String words = ErrorText.withRoot(failure);
    if (pace.isHopeless()) {
      LOG.log(Level.WARNING, "Bulk {0} has failed: {1}", Long.toString(bulk.id()), words);
      store.fail(bulk, words);
      return 0;
    }
    if (pace.isFirstFailure()) {
      LOG.log(Level.WARNING, "Bulk {0} is to be tried again: {1}", Long.toString(bulk.id()), words);
    }
    return pace.pause(now());
  }

  /** After the commit, as after a move of one call. */
  private void tell(BulkStep step) {
    environment.onMoved().accept(step.moves());
    if (step.bulk().verb() == BulkVerb.RETRY) {
      step.moves().stream().map(Move::type).collect(Collectors.toSet()).forEach(due);
    } else if (step.asked() || step.bulk().verb() == BulkVerb.CANCEL) {
      // Handlers are to be told, and the time of a schedule may have waited for one of them.
      look.run();
    }
    if (step.isEnd()) {
      Bulk bulk = step.bulk();
      LOG.log(
          Level.INFO,
          "Bulk %d (%s, asked for by %s) has ended: %d done, %d skipped, %d failed"
              .formatted(
                  bulk.id(), bulk.verb(), bulk.by(), bulk.done(), bulk.skipped(), bulk.failed()));
    }
  }

  private void close() {
    BulkStore last = store;
    store = null;
    if (last != null) {
      last.close();
    }
  }

  private void leave() {
    try {
      if (store != null) {
        store.giveBack(self);
      }
    } catch (SQLException | RuntimeException e) {
      // They find out that this node is gone.
      LOG.log(Level.DEBUG, "Bulks could not be given back", e);
    } finally {
      close();
    }
  }

  private long now() {
    return environment.ticker().getAsLong();
  }
}
