package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.NewExecution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An execution that was created on this node, as those who listen hear of it.
 *
 * @param id the execution
 * @param type its type
 * @param by who created it
 * @param at when; empty where only the database knows
 */
public record Created(long id, String type, String by, Optional<Instant> at) {
  /** Returns that an execution was created. */
  public static List<Created> of(Execution execution, String by) {
    Optional<Instant> at = Optional.of(execution.createdAt());
    return List.of(new Created(execution.id(), execution.type(), by, at));
  }

  /** Returns that executions with those ids were created. */
  public static List<Created> of(List<Long> ids, List<NewExecution> executions, String by) {
    return IntStream.range(0, ids.size())
        .mapToObj(i -> new Created(ids.get(i), executions.get(i).type(), by, Optional.empty()))
        .toList();
  }
}
