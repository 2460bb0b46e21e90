package io.executions.engine;

import io.executions.store.Look;
import java.util.List;

/**
 * What a cycle sets out to do in its transaction.
 *
 * @param look what was seen
 * @param self this node's place in the cluster
 * @param ended the runs whose ends are to be recorded
 * @param unknown rows that this node holds and does not run
 * @param orphans which of what nodes that are gone have left is next to be recovered
 * @param dead the nodes that are to be declared dead
 * @param types the types that may be claimed
 * @param most how many executions may be claimed
 * @param rationed whether more may be claimed once it is known of which types these are
 * @param running how many executions this node runs, the ended ones among them
 * @param standing how it stands among those that share the limit
 * @param asks whether it finds out if it lacks slots that others have
 * @param settlesOnly whether nothing is done but what was found out before the transaction
 */
record Plan(
    Look look,
    Membership self,
    List<Run> ended,
    List<Long> unknown,
    Walk orphans,
    List<Look.Beat> dead,
    List<String> types,
    int most,
    boolean rationed,
    int running,
    Standing standing,
    boolean asks,
    boolean settlesOnly) {

  /** Returns a plan that records how one run ended, and nothing else. */
  static Plan settling(Look look, Membership self, List<Run> ended) {
    return new Plan(
        look,
        self,
        ended,
        List.of(),
        null,
        List.of(),
        List.of(),
        0,
        false,
        0,
        Standing.NOTHING,
        false,
        true);
  }

  /** Returns whether executions of nodes that are gone are to be given back. */
  boolean recovers() {
    return look.orphans() && !settlesOnly;
  }

  /** Returns whether executions that waited for their time are to join the line. */
  boolean promotes() {
    return look.ripe() && !settlesOnly;
  }

  /** Returns what no node but one can run more of than another: it needs not ask. */
  int half() {
    return half(look);
  }

  static int half(Look look) {
    return (look.limit() + 1) / 2;
  }

  boolean isEmpty() {
    boolean claimable = look.due() && most > 0 && look.running() - ended.size() < look.limit();
    return ended.isEmpty()
        && unknown.isEmpty()
        && dead.isEmpty()
        && !claimable
        && !asks
        && !recovers()
        && !promotes();
  }
}
