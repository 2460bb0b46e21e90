package io.executions.engine;

import io.executions.store.NodeStore;
import io.executions.store.NodeStore.Answer;
import io.executions.store.NodeStore.Joined;
import io.executions.store.NodeStore.TimerReport;
import io.executions.store.Snapshot;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * One identity of this node in the cluster, from joining until it leaves or is declared dead. Its
 * beats have a connection of their own, so that no request of somebody has to wait for one.
 */
final class Membership implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Membership.class.getName());

  private final NodeStore store;
  private final Joined self;
  private final BeatFreshness beats;
  private final NodeLife life;
  private final LongSupplier ticker;
  private volatile Heartbeat heart;
  private volatile boolean closed;
  private final AtomicBoolean deathToLog = new AtomicBoolean();
  private boolean shown;

  /**
   * Makes one for a node that has just joined; its beats must then be started, or sent by hand.
   *
   * @param beats its beats; joining was the first one
   * @param ticker monotonic nanoseconds
   */
  Membership(
      NodeStore store, Joined self, BeatFreshness beats, NodeLife life, LongSupplier ticker) {
    this.store = store;
    this.self = self;
    this.beats = beats;
    this.life = life;
    this.ticker = ticker;
  }

  /** Starts its beats. */
  void startBeating(EngineEnvironment environment, Heartbeat.Beat beat) {
    heart = new Heartbeat(environment, beats, beat, () -> !closed && life.stage().isMember());
    heart.start();
  }

  /** Returns the thread of its beats; null where they are sent by hand. */
  Heartbeat heart() {
    return heart;
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

  /** Returns whether this node is sure enough of its place to start a handler. */
  boolean sure() {
    return life.stage().isMember() && beats.fresh();
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
    return life.stage().isMember() && !closed && !beats.fresh();
  }

  /**
   * Sends one beat.
   *
   * @param report what it says of this node's polls
   * @return whether the engine is to look
   */
  boolean beat(TimerReport report) throws SQLException {
    long sentAt = ticker.getAsLong();
    Answer answer = store.beat(self.id(), life.stage() == LifeStage.STOPPING, report);
    if (answer == Answer.DEAD) {
      return declaredDead();
    }
    beats.confirmed(sentAt);
    return answer == Answer.POLL;
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
      logIfDeclaredDead();
    }
    shown |= shows;
    return shows;
  }

  private boolean declaredDead() {
    if (closed || !life.declaredDead()) {
      return false;
    }
    deathToLog.set(true);
    return true;
  }

  /** Tells the log, once. */
  void logIfDeclaredDead() {
    if (deathToLog.getAndSet(false)) {
      LOG.log(Level.WARNING, "Node {0} ({1}) was declared dead", self.name(), self.id());
    }
  }

  /**
   * Stops beating and, if nothing runs here any more, says so; else the lease decides.
   *
   * @param idle whether every run has returned and its end is recorded
   */
  void leave(boolean idle) {
    if (idle && life.stage().isMember()) {
      giveBack();
    } else {
      close();
    }
  }

  /** Stops beating, and says that nothing runs here. */
  void giveBack() {
    close();
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
    Heartbeat beating = heart;
    if (beating != null) {
      beating.awaitEnd();
    }
    store.close();
  }
}
