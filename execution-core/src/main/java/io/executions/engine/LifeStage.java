package io.executions.engine;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where this node stands in its life, and which moves are legal from there.
 *
 * <pre>
 * start -> JOINING ------> POLLING, DRAINING      POLLING &lt;- told so -> DRAINING
 *                           ^  |         |
 *                           |  |         +-- declared dead ----> DEAD
 *                           |  +-- could not keep its place       |
 *                           |  v                                  |
 *                       REJOINING &lt;---- its handlers have returned
 *
 * stop:  POLLING, DRAINING -> STOPPING -> STOPPED
 *        JOINING, DEAD, REJOINING ------> STOPPED
 * </pre>
 */
enum LifeStage {
  /** It has no place in the cluster yet. */
  JOINING,
  /** It has a place, and claims. */
  POLLING,
  /** It has a place, and claims nothing, as it was told. */
  DRAINING,
  /** It has a place, and claims nothing more until it leaves. */
  STOPPING,
  /** It was declared dead, and its handlers have not all returned. */
  DEAD,
  /** It has lost its place or given it back, and is about to take another one. */
  REJOINING,
  /** It has no place, and takes none again. */
  STOPPED;

  /** Returns whether it has a place in the cluster. */
  boolean isMember() {
    return this == POLLING || this == DRAINING || this == STOPPING;
  }

  /** Returns whether it has a place and claims nothing, as it was told or since it leaves. */
  boolean drains() {
    return this == DRAINING || this == STOPPING;
  }

  /** Returns whether it may move from this stage to {@code next}. */
  boolean canBecome(LifeStage next) {
    return successors().contains(next);
  }

  private Set<LifeStage> successors() {
    return switch (this) {
      case JOINING -> EnumSet.of(POLLING, DRAINING, STOPPED);
      case POLLING -> EnumSet.of(DRAINING, STOPPING, DEAD, REJOINING);
      case DRAINING -> EnumSet.of(POLLING, STOPPING, DEAD, REJOINING);
      case STOPPING -> EnumSet.of(STOPPED);
      case DEAD -> EnumSet.of(REJOINING, STOPPED);
      case REJOINING -> EnumSet.of(POLLING, DRAINING, STOPPED);
      case STOPPED -> EnumSet.noneOf(LifeStage.class);
    };
  }
}
