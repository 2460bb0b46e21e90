package io.executions.engine;

import io.executions.store.Promotable;
import io.executions.store.Snapshot;
import java.util.List;

/**
 * What a cycle sets out to do in its transaction.
 *
 * @param scope which executions it is about
 * @param look what was seen
 * @param self this node's place in the cluster
 * @param ended the runs whose ends are to be recorded
 * @param unknown rows that this node holds and does not run
 * @param orphans which of what nodes that are gone have left is next to be recovered
 * @param lastPromotable which of those whose time has come had its turn last
 * @param dead the nodes that are to be declared dead
 * @param line who may be claimed next
 * @param types the types that may be claimed
 * @param most how many executions may be claimed
 * @param rationed whether more may be claimed once it is known of which types these are
 * @param running how many executions this node runs, the ended ones among them
 * @param standing how it stands among those that share the limit
 * @param asks whether it finds out if it lacks slots that others have
 */
record Plan(
    Scope scope,
    Snapshot snapshot,
    Membership self,
    List<Run> ended,
    List<Long> unknown,
    Walk orphans,
    Promotable lastPromotable,
    List<Snapshot.Beat> dead,
    HeadOfLine line,
    List<String> types,
    int most,
    boolean rationed,
    int running,
    Standing standing,
    boolean asks) {

  /** Returns whether executions of nodes that are gone are to be given back. */
  boolean recovers() {
    return snapshot.orphans() && scope.has(Step.RECOVER);
  }

  /** Returns whether executions that waited for their time are to join the line. */
  boolean promotes() {
    return snapshot.promotable() && scope.has(Step.PROMOTE);
  }

  /** Returns what no node but one can run more of than another: it needs not ask. */
  int half() {
    return half(snapshot);
  }

  static int half(Snapshot snapshot) {
    return (snapshot.limit() + 1) / 2;
  }

  boolean isEmpty() {
    return ended.isEmpty()
        && unknown.isEmpty()
        && dead.isEmpty()
        && !claims()
        && !asks
        && !recovers()
        && !promotes();
  }

  private boolean claims() {
    boolean room = most > 0 && snapshot.running() - ended.size() < snapshot.limit();
    return room && (scope.isIsolated() || snapshot.due());
  }
}
