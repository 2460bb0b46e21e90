package io.executions.engine;

/**
 * This node's life, from a start to the stop that follows. The engine moves it on, its beats do
 * when they learn that it was declared dead, and so does what stops it. Thread-safe.
 */
final class NodeStages {
  private volatile LifeStage stage = LifeStage.JOINING;

  LifeStage stage() {
    return stage;
  }

  /**
   * Takes note that it has taken a place in the cluster.
   *
   * @param draining whether it claims nothing there, as it was told before
   * @return false when it was stopped meanwhile, so that it is to give the place back
   */
  synchronized boolean joined(boolean draining) {
    if (stage == LifeStage.STOPPED) {
      return false;
    }
    become(drainingIf(draining));
    return true;
  }

  /**
   * Takes note of whether it is to drain, as long as it can choose.
   *
   * @return whether it was told something new
   */
  synchronized boolean told(boolean toDrain) {
    LifeStage next = drainingIf(toDrain);
    boolean free = stage == LifeStage.POLLING || stage == LifeStage.DRAINING;
    if (!free || stage == next) {
      return false;
    }
    become(next);
    return true;
  }

  /**
   * Takes note that it was declared dead.
   *
   * @return whether it had a place in the cluster until now
   */
  synchronized boolean declaredDead() {
    if (!stage.isMember()) {
      return false;
    }
    become(stage == LifeStage.STOPPING ? LifeStage.STOPPED : LifeStage.DEAD);
    return true;
  }

  /**
   * Takes note that no handler runs any more which ran when it was declared dead.
   *
   * @return whether it is to take another place
   */
  synchronized boolean allReturned() {
    if (stage == LifeStage.DEAD) {
      become(LifeStage.REJOINING);
    }
    return stage == LifeStage.REJOINING;
  }

  /** Takes note that it has given its place back, since it could not keep it. */
  synchronized void gaveBack() {
    become(stage == LifeStage.STOPPING ? LifeStage.STOPPED : LifeStage.REJOINING);
  }

  /** Takes note that it is to stop. */
  synchronized void stops() {
    if (stage.isMember()) {
      if (stage != LifeStage.STOPPING) {
        become(LifeStage.STOPPING);
      }
    } else if (stage != LifeStage.STOPPED) {
      become(LifeStage.STOPPED);
    }
  }

  /** Takes note that it has left the cluster. */
  synchronized void left() {
    stops();
    if (stage == LifeStage.STOPPING) {
      become(LifeStage.STOPPED);
    }
  }

  /**
   * Moves to the next stage.
   *
   * @throws IllegalStateException if that is no legal move
   */
  synchronized void become(LifeStage next) {
    if (!stage.canBecome(next)) {
      throw new IllegalStateException("A node that is %s cannot become %s".formatted(stage, next));
    }
    stage = next;
  }

  private static LifeStage drainingIf(boolean toDrain) {
    return toDrain ? LifeStage.DRAINING : LifeStage.POLLING;
  }
}
