package io.executions.engine;

import io.executions.store.NodeStore;
import io.executions.store.NodeStore.Joined;
import io.executions.store.NodeStore.Joining;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * This node's place in the cluster, from one {@link Membership} to the next. Only the engine's
 * thread takes and leaves one.
 */
final class ClusterPlace {
  private static final System.Logger LOG = System.getLogger(ClusterPlace.class.getName());

  private final EngineEnvironment environment;
  private final Runs runs;
  private Joining self;
  private final PollReport report;
  private final Runnable wakeEngine;
  private final NodeStages life = new NodeStages();
  private volatile Membership membership;

  ClusterPlace(
      EngineEnvironment environment, NodeStart start, PollReport report, Runnable wakeEngine) {
    this.environment = environment;
    this.runs = start.runs();
    this.self = start.joining();
    this.report = report;
    this.wakeEngine = wakeEngine;
  }

  NodeStages life() {
    return life;
  }

  /** Returns the last one that this node has taken; null until it has joined. */
  Membership membership() {
    return membership;
  }

  /** Returns whether this node is sure enough of its place to start a handler. */
  boolean sure() {
    return membership.sure();
  }

  /**
   * Returns whether this node is to take a place now. After it was declared dead, its handlers must
   * have returned before: their executions are others' now.
   */
  boolean isToBeTaken() {
    return switch (life.stage()) {
      case JOINING, REJOINING -> true;
      case DEAD, STOPPED -> letGo() && life.allReturned();
      case POLLING, DRAINING, STOPPING -> false;
    };
  }

  /**
   * Joins the cluster.
   *
   * @param draining whether this node claims nothing, as it was told before
   * @return false when it was stopped meanwhile
   */
  boolean take(boolean draining) throws SQLException {
    Membership joined = join(draining);
    if (!life.joined(draining)) {
      joined.giveBack();
      return false;
    }
    try {
      joined.startBeating(environment, () -> beat(joined));
    } catch (RuntimeException | Error e) {
      try {
        joined.giveBack();
      } finally {
        life.gaveBack();
      }
      throw e;
    }
    membership = joined;
    return true;
  }

  private Membership join(boolean draining) throws SQLException {
    NodeStore store = new NodeStore(environment.database().reserve());
    BeatFreshness beats = new BeatFreshness(environment.settings().lease(), environment.ticker());
    try {
      long sentAt = environment.ticker().getAsLong();
      Joined joined = store.join(self, draining);
      beats.confirmed(sentAt);
      self = self.joinedBefore(joined);
      LOG.log(Level.INFO, "Joined the cluster as node {0} ({1})", joined.name(), joined.id());
      return new Membership(store, joined, beats, life, environment.ticker());
    } catch (SQLException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void beat(Membership member) throws SQLException {
    if (member.beat(report.forBeat())) {
      wakeEngine.run();
    }
    // Last, as the log may fail: the engine is to end what runs here.
    member.logIfDeclaredDead();
  }

  /** Starts the beats anew if their thread has ended. */
  void watchBeats() {
    heart().ifPresent(Heartbeat::watch);
  }

  /** Tells the others, by a beat that goes out at once, what has become of this node. */
  void beatAtOnce() {
    heart().ifPresent(Heartbeat::beatAtOnce);
  }

  /** Returns for how long the beats have not even been able to fail in order. */
  Duration beatsFailFor() {
    return heart().map(Heartbeat::failingFor).orElse(Duration.ZERO);
  }

  private Optional<Heartbeat> heart() {
    return Optional.ofNullable(membership).map(Membership::heart);
  }

  /**
   * Leaves the cluster.
   *
   * @param idle whether every run has returned and its end is recorded
   */
  void leave(boolean idle) {
    if (membership != null) {
      membership.leave(idle);
    }
    life.left();
  }

  private boolean letGo() {
    runs.stopAll(Run.Stop.RELEASE, environment.ticker().getAsLong());
    runs.forget(runs.ended());
    if (!runs.isEmpty()) {
      return false;
    }
    if (membership != null) {
      membership.close();
    }
    return true;
  }
}
