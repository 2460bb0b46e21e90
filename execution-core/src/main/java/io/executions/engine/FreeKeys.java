package io.executions.engine;

import io.executions.store.Lane;
import io.executions.store.Settlement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets the next one of each concurrency key of which a run has ended be claimed. Those whose
 * handlers were transactional have ended before, in their own transactions.
 */
final class FreeKeys implements GateStep {
  @Override
  public void run(Pass pass) throws SQLException {
    List<Lane> left = new ArrayList<>();
    pass.settlements().forEach(settlement -> left.add(settlement.row().lane()));
    Set<Long> settled =
        pass.settlements().stream()
            .map(Settlement::row)
            .map(row -> row.id())
            .collect(Collectors.toSet());
    pass.over().stream()
        .filter(run -> !settled.contains(run.id()))
        .forEach(run -> left.add(run.claimed().lane()));
    pass.freed(pass.gate().queues().freeFor(left));
  }
}
