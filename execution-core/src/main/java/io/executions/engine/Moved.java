package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.Move;
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
 * @param damaged what was refused
 * @param again whether more is waiting
 */
public record Moved(
    List<ClaimedExecution> claimed,
    List<Run> settled,
    List<Move> moves,
    List<Settlement> settlements,
    DamagedRows damaged,
    boolean again) {

  static final Moved NOTHING =
      new Moved(
          List.of(), List.of(), List.of(), List.of(), new DamagedRows(null, null, null), false);

  static Moved of(Pass pass, boolean again) {
    List<Move> moves =
        Stream.concat(byHandlers(pass.over()), pass.gate().moves().stream()).toList();
    return new Moved(pass.claimed(), pass.over(), moves, pass.settlements(), pass.damaged(), again);
  }

  private static Stream<Move> byHandlers(List<Run> settled) {
    return settled.stream()
        .map(Run::outcome)
        .filter(Outcome.Settled.class::isInstance)
        .map(outcome -> ((Outcome.Settled) outcome).move());
  }
}
