package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.Move;
import io.executions.store.Promotable;
import io.executions.store.Settlement;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a cycle did.
 *
 * @param claimed what this node is to run
 * @param settled the runs that are over for good
 * @param moves what was moved, as committed, also by the transactions of handlers
 * @param settlements what became of executions, as committed
 * @param recovered which orphans had their turn
 * @param promotable which of those whose time has come had their turn
 * @param damaged what was refused
 * @param standing how this node stands among those that share the limit
 * @param again whether more is waiting
 */
record Moved(
    List<ClaimedExecution> claimed,
    List<Run> settled,
    List<Move> moves,
    List<Settlement> settlements,
    List<Long> recovered,
    List<Promotable> promotable,
    DamagedRows damaged,
    Standing standing,
    boolean again) {

  static final Moved NOTHING =
      new Moved(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          new DamagedRows(null, null, null),
          Standing.NOTHING,
          false);

  static Moved of(
      List<ClaimedExecution> claimed,
      List<Run> settled,
      List<Move> moves,
      List<Settlement> settlements,
      List<Long> recovered,
      List<Promotable> promotable,
      DamagedRows damaged,
      Standing standing,
      boolean again) {
    List<Move> all = Stream.concat(byHandlers(settled), moves.stream()).toList();
    return new Moved(
        claimed, settled, all, settlements, recovered, promotable, damaged, standing, again);
  }

  private static Stream<Move> byHandlers(List<Run> settled) {
    return settled.stream()
        .map(Run::outcome)
        .filter(Outcome.Settled.class::isInstance)
        .map(outcome -> ((Outcome.Settled) outcome).move());
  }
}
