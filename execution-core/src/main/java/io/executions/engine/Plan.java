package io.executions.engine;

import io.executions.store.Snapshot;
import java.util.List;

/**
 * What a cycle sets out to do in its transaction.
 *
 * @param scope which executions it is about
 * @param situation what it decides by
 * @param ended the runs whose ends are to be recorded
 * @param unknown rows that this node holds and does not run
 * @param dead the nodes that are to be declared dead
 * @param capacity what this node can take
 */
record Plan(
    Scope scope,
    Situation situation,
    List<Run> ended,
    List<Long> unknown,
    List<Snapshot.Beat> dead,
    NodeCapacity capacity) {

  Snapshot snapshot() {
    return situation.snapshot();
  }

  /** Returns whether nothing else is to be done but to settle what has ended here, and to claim. */
  boolean onlySettlesAndClaims() {
    Snapshot snapshot = snapshot();
    boolean other =
        snapshot.promotable()
            || snapshot.orphans()
            || snapshot.schedulesDue()
            || snapshot.expired()
            || snapshot.releasing();
    return !other && !scope.isIsolated() && unknown.isEmpty() && dead.isEmpty();
  }

  Membership self() {
    return situation.self();
  }
}
