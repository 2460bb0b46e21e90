package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.Ripe;
import io.executions.store.Settlement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a cycle did.
 *
 * @param claimed what this node is to run
 * @param settled the runs that are over for good
 * @param ended the executions that came to a final status
 * @param settlements what became of executions, as committed
 * @param recovered which orphans had their turn
 * @param ripe which of those whose time has come had their turn
 * @param damaged what was refused
 * @param standing how this node stands among those that share the limit
 * @param again whether more is waiting
 */
record Moved(
    List<ClaimedExecution> claimed,
    List<Run> settled,
    List<Long> ended,
    List<Settlement> settlements,
    List<Long> recovered,
    List<Ripe> ripe,
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
      List<Settlement> settlements,
      List<Long> recovered,
      List<Ripe> ripe,
      DamagedRows damaged,
      Standing standing,
      boolean again) {
    List<Long> ended = finals(settled, settlements, damaged);
    return new Moved(
        claimed, settled, ended, settlements, recovered, ripe, damaged, standing, again);
  }

  private static List<Long> finals(
      List<Run> settled, List<Settlement> settlements, DamagedRows damaged) {
    Set<Long> ids = new HashSet<>(damaged.failed());
    settlements.stream()
        .filter(settlement -> settlement.next().isFinal())
        .forEach(settlement -> ids.add(settlement.row().id()));
    settled.stream()
        .filter(run -> run.outcome() instanceof Outcome.Settled)
        .forEach(run -> ids.add(run.id()));
    return List.copyOf(ids);
  }
}
