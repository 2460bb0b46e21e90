package io.executions.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Has this node drain as long as somebody asks for it: what still runs after the grace is told to
 * release its execution. Only the engine's thread asks.
 */
final class Draining {
  private static final System.Logger LOG = System.getLogger(Draining.class.getName());

  private final NodeStages life;
  private final Runs runs;
  private final long graceNanos;
  private boolean asked;
  private long since;

  Draining(NodeStages life, Runs runs, Duration grace) {
    this.life = life;
    this.runs = runs;
    this.graceNanos = grace.toNanos();
  }

  /** Takes in whether the node is to drain now. */
  void seen(boolean isAsked, long now) {
    if (isAsked && !asked) {
      since = now;
    }
    asked = isAsked;
    if (life.told(asked)) {
      LOG.log(Level.INFO, asked ? "This node drains, as it was told" : "This node claims again");
    }
    if (graceIsOver(now)) {
      runs.stopAll(Run.Stop.RELEASE, now);
    }
  }

  /** Returns whether the node was to drain when that was seen last. */
  boolean asked() {
    return asked;
  }

  /** Returns how many nanoseconds until the grace is over; for ever when it is, or none drains. */
  long untilGraceIsOver(long now) {
    return asked && !graceIsOver(now) ? graceNanos - (now - since) : Long.MAX_VALUE;
  }

  private boolean graceIsOver(long now) {
    return asked && now - since >= graceNanos;
  }
}
