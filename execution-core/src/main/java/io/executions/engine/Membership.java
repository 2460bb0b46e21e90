package io.executions.engine;

import io.executions.store.NodeStore;
import io.executions.store.NodeStore.Joined;
import io.executions.store.NodeStore.Joining;
import io.executions.store.Snapshot;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * This node's place in the cluster, from joining until it leaves or is declared dead. Its beats
 * come from a thread and a connection of their own, so that neither a slow poll nor a suspended
 * timer makes it look dead, nor a request of somebody has to wait for one. One object for each
 * identity.
 */
final class Membership implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Membership.class.getName());

  /**
   * So that a node is ready again soon after its database is, however long the lease; and within a
   * lease there is time for another beat after one that got no answer.
   */
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private static final Duration LAST_BEAT = Duration.ofSeconds(5);

  private final NodeStore store;
  private final Joined self;
  private final OwnBeats beats;
  private final PollReport report;
  private final LongSupplier ticker;
  private final Runnable wakeEngine;
  private final Signal heartbeat = new Signal();
  private volatile boolean lost;
  private volatile boolean leaving;
  private volatile boolean closed;
  private volatile WatchedThread heart;
  private boolean failing;
  private boolean shown;

  private Membership(
      NodeStore store,
      Joined self,
      OwnBeats beats,
      PollReport report,
      LongSupplier ticker,
      Runnable wakeEngine) {
    this.store = store;
    this.self = self;
    this.beats = beats;
    this.report = report;
    this.ticker = ticker;
    this.wakeEngine = wakeEngine;
  }

  /** Joins the cluster; beats must then be started, or sent by hand. */
  static Membership join(
      NodeStore store,
      Joining node,
      boolean draining,
      Duration lease,
      PollReport report,
      LongSupplier ticker,
      Runnable wakeEngine)
      throws SQLException {
    OwnBeats beats = new OwnBeats(lease, ticker);
    long sentAt = ticker.getAsLong();
    Joined self;
    try {
      self = store.join(node, draining);
    } catch (SQLException | RuntimeException e) {
      store.close();
      throw e;
    }
    beats.confirmed(sentAt);
    LOG.log(Level.INFO, "Joined the cluster as node {0} ({1})", self.name(), self.id());
    return new Membership(store, self, beats, report, ticker, wakeEngine);
  }

  void startBeating(Duration interval, ThreadFactory threads) {
    heart =
        new WatchedThread(
            "the beats",
            threads,
            ticker,
            () -> !closed && !lost,
            () -> beatAfter(interval),
            () -> {});
    heart.start();
  }

  /** Starts the beats anew if their thread has ended. */
  void watchBeats() {
    WatchedThread beating = heart;
    if (beating != null) {
      beating.watch();
    }
  }

  /** Returns for how long the beats have not even been able to fail in order. */
  Duration failingFor() {
    WatchedThread beating = heart;
    return beating == null ? Duration.ZERO : beating.failingFor();
  }

  long id() {
    return self.id();
  }

  String name() {
    return self.name();
  }

  /** Returns what it was told when it joined. */
  Joined joined() {
    return self;
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

  /** Returns whether the database has answered this node's last beats in time. */
  boolean beatsGoWell() {
    return beats.goWell();
  }

  /** Returns whether the database has kept this node waiting for an answer for too long. */
  boolean hangs() {
    return !lost && !closed && !beats.fresh();
  }

  /** Tells the others, by a beat that goes out at once, that this node drains to leave. */
  void announceLeave() {
    leaving = true;
    heartbeat.give();
  }

  /** Sends one beat. */
  void beat() throws SQLException {
    long sentAt = ticker.getAsLong();
    NodeStore.Answer answer = store.beat(self.id(), leaving, report.forBeat());
    if (answer == NodeStore.Answer.DEAD) {
      declaredDead();
      return;
    }
    beats.confirmed(sentAt);
    if (answer == NodeStore.Answer.POLL) {
      wakeEngine.run();
    }
  }

  /**
   * Returns whether this node is among the living that a look shows. If it no longer is, it has
   * been declared dead. Before the first look that shows it, another node of a replicated database
   * may not have heard of it yet: then its beat tells.
   */
  boolean isShownBy(Snapshot snapshot) {
    boolean shows = snapshot.shows(self.id());
    if (!shows && shown) {
      declaredDead();
    }
    shown |= shows;
    return shows;
  }

  private void declaredDead() {
    if (!closed && !lost) {
      lost = true;
      wakeEngine.run();
      LOG.log(Level.WARNING, "Node {0} ({1}) was declared dead", self.name(), self.id());
    }
  }

  private void beatAfter(Duration interval) {
    long afterFailure = Math.min(interval.toNanos(), AFTER_FAILURE.toNanos());
    try {
      heartbeat.await(failing ? afterFailure : interval.toNanos());
      if (!closed) {
        beat();
      }
      failing = false;
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The beats were interrupted", e);
    } catch (SQLException | RuntimeException | Error e) {
      // Without beats this node would never learn that it was declared dead.
      beats.broken();
      boolean first = !failing;
      failing = true;
      if (first && !closed) {
        LOG.log(Level.WARNING, "A beat failed: {0}", ErrorText.withRoot(e));
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
    WatchedThread beating = heart;
    if (beating != null) {
      // No interrupt: in the middle of a beat, it would close the file of an embedded database.
      heartbeat.give();
      beating.join(LAST_BEAT);
    }
    store.close();
  }
}
