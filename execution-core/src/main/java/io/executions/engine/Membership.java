package io.executions.engine;

import io.executions.store.NodeStore;
import io.executions.store.NodeStore.Joined;
import io.executions.store.NodeStore.Joining;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * This node's place in the cluster, from joining until it leaves or is declared dead. Its beats
 * come from a thread and a connection of their own, so that neither a slow poll nor a suspended
 * timer makes it look dead. One object for each identity.
 */
final class Membership implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Membership.class.getName());

  private final NodeStore store;
  private final Joined self;
  private final OwnBeats beats;
  private final PollReport report;
  private final LongSupplier ticker;
  private final Runnable onLost;
  private volatile boolean lost;
  private volatile boolean draining;
  private volatile boolean closed;
  private volatile Thread heart;

  private Membership(
      NodeStore store,
      Joined self,
      OwnBeats beats,
      PollReport report,
      LongSupplier ticker,
      Runnable onLost) {
    this.store = store;
    this.self = self;
    this.beats = beats;
    this.report = report;
    this.ticker = ticker;
    this.onLost = onLost;
  }

  /** Joins the cluster; beats must then be started, or sent by hand. */
  static Membership join(
      NodeStore store,
      Joining node,
      Duration lease,
      PollReport report,
      LongSupplier ticker,
      Runnable onLost)
      throws SQLException {
    OwnBeats beats = new OwnBeats(lease, ticker);
    long sentAt = ticker.getAsLong();
    Joined self;
    try {
      self = store.join(node);
    } catch (SQLException | RuntimeException e) {
      store.close();
      throw e;
    }
    beats.confirmed(sentAt);
    LOG.log(Level.INFO, "Joined the cluster as node {0} ({1})", self.name(), self.id());
    return new Membership(store, self, beats, report, ticker, onLost);
  }

  void startBeating(Duration interval, ThreadFactory threads) {
    heart = threads.newThread(() -> beatUntilClosed(interval));
    heart.start();
  }

  long id() {
    return self.id();
  }

  String name() {
    return self.name();
  }

  /** Returns whether this identity was declared dead. */
  boolean lost() {
    return lost;
  }

  /** Returns whether this node is sure enough of its place to start a handler. */
  boolean sure() {
    return !lost && beats.fresh();
  }

  /** Returns since when this node may judge others. */
  long unbrokenSince() {
    return beats.unbrokenSince();
  }

  void drain() {
    draining = true;
  }

  /** Sends one beat. */
  void beat() throws SQLException {
    long sentAt = ticker.getAsLong();
    if (store.beat(self.id(), draining, report.forBeat())) {
      beats.confirmed(sentAt);
    } else {
      declaredDead();
    }
  }

  /** Takes note that this identity is dead: its beat or the engine found it so. */
  void declaredDead() {
    if (!closed && !lost) {
      lost = true;
      LOG.log(Level.WARNING, "Node {0} ({1}) was declared dead", self.name(), self.id());
      onLost.run();
    }
  }

  private void beatUntilClosed(Duration interval) {
    boolean failing = false;
    while (!closed && !lost) {
      try {
        Thread.sleep(interval.toMillis());
        beat();
        failing = false;
      } catch (InterruptedException e) {
        LOG.log(Level.DEBUG, "The beats were interrupted", e);
      } catch (SQLException | RuntimeException | Error e) {
        // Without beats this node would never learn that it was declared dead.
        beats.broken();
        if (!failing && !closed) {
          LOG.log(Level.WARNING, "A beat failed: {0}", ErrorText.withRoot(e));
          failing = true;
        }
      }
    }
  }

  /**
   * Stops beating and, if nothing runs here any more, says so; else the lease decides.
   *
   * @param idle whether every run has returned and its end is recorded
   */
  void leave(boolean idle) {
    close();
    if (!idle || lost) {
      return;
    }
    try {
      store.leave(self.id());
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.WARNING, "Could not say goodbye: {0}", ErrorText.withRoot(e));
    } finally {
      store.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread thread = heart;
    if (thread != null && thread != Thread.currentThread()) {
      thread.interrupt();
      try {
        thread.join(5000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    store.close();
  }
}
